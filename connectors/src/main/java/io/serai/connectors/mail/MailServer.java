package io.serai.connectors.mail;

import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;

/** A server that takes mails in. Thread-safe. */
public final class MailServer {
    private static final String PATIENCE_MILLIS = "20000";

    private final Session session;
    private final Optional<String> user;
    private final Optional<Secret> password;
    private final Address from;
    private final String whose;

    private MailServer(Session session, Optional<String> user, Optional<Secret> password, Address from, String whose) {
        this.session = session;
        this.user = user;
        this.password = password;
        this.from = from;
        this.whose = whose;
    }

    /**
     * Reaches for nothing before it is used.
     *
     * @param options host, port, tls (starttls, implicit or none), user, password and from
     * @param whose it is, for messages, such as {@code the alert 'on-call'}
     * @throws SeraiException CONFIG_INVALID
     */
    public static MailServer of(Settings options, String whose) {
        Optional<String> user = options.text("user");
        if (user.isPresent() != options.secret("password").isPresent()) {
            throw invalid(whose, "user", "Write user and password, or neither.");
        }
        return new MailServer(
                Session.getInstance(properties(options, user.isPresent())),
                user,
                options.secret("password"),
                addresses(options.require("from"), "from", whose)[0],
                whose);
    }

    private static SeraiException invalid(String whose, String option, String cure) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID, "The option " + option + " of " + whose + " cannot be used. " + cure);
    }

    /**
     * Reads addresses that have commas between them.
     *
     * @throws SeraiException CONFIG_INVALID; it does not quote them
     */
    public static Address[] addresses(String text, String option, String whose) {
        try {
            Address[] addresses = InternetAddress.parse(text, true);
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException e) {
            // Falls through to the one message.
        }
        throw invalid(whose, option, "Write addresses such as ann@example.com.");
    }

    private static Properties properties(Settings options, boolean logsIn) {
        String tls = options.text("tls").orElse("starttls");
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", options.require("host"));
        properties.setProperty("mail.smtp.port", options.text("port").orElse(tls.equals("implicit") ? "465" : "587"));
        properties.setProperty("mail.smtp.auth", String.valueOf(logsIn));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls.equals("implicit")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        return properties;
    }

    /** What a mail holds. */
    @FunctionalInterface
    public interface Content {
        void fill(MimeMessage message) throws MessagingException, IOException;
    }

    /** Logs in: that a mail arrives can only be told by sending one. */
    void check() {
        connected(transport -> {});
    }

    /**
     * Hands a mail over.
     *
     * @throws SeraiException DESTINATION_REFUSED_CREDENTIAL, CONFIG_INVALID if it does not take the addresses,
     *     DESTINATION_UNREACHABLE
     */
    public void send(Address[] to, String subject, Instant at, Content content) {
        connected(transport -> {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(from);
            message.setRecipients(Message.RecipientType.TO, to);
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(at));
            content.fill(message);
            message.saveChanges();
            transport.sendMessage(message, to);
        });
    }

    private interface Work {
        void with(Transport transport) throws MessagingException, IOException;
    }

    private void connected(Work work) {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(user.orElse(null), password.map(Secret::reveal).orElse(null));
            work.with(transport);
        } catch (AuthenticationFailedException e) {
            throw say(
                    ErrorCode.DESTINATION_REFUSED_CREDENTIAL,
                    "refused the user or its password. Check user and password.",
                    e);
        } catch (SendFailedException e) {
            throw say(ErrorCode.CONFIG_INVALID, "does not take mail from or to these addresses. Check from and to.", e);
        } catch (MessagingException | IOException e) {
            throw say(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "does not answer as it should. Check host, port, tls and the network.",
                    e);
        }
    }

    /** The server's own words stay out: they may name people. */
    private SeraiException say(ErrorCode code, String what, Exception cause) {
        return new SeraiException(code, "The mail server of " + whose + " " + what, cause);
    }
}
