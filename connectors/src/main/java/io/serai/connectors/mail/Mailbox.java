package io.serai.connectors.mail;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.filedrop.Place;
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
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;

/** People's mailboxes: each file is a mail that says how many rows it holds. Thread-safe. */
final class Mailbox implements Place {
    private static final String PATIENCE_MILLIS = "20000";

    private final Session session;
    private final Optional<String> user;
    private final Optional<Secret> password;
    private final Address from;
    private final Address[] to;
    private final boolean attach;
    private final ConnectorContext context;

    private Mailbox(
            Session session,
            Optional<String> user,
            Optional<Secret> password,
            Address from,
            Address[] to,
            boolean attach,
            ConnectorContext context) {
        this.session = session;
        this.user = user;
        this.password = password;
        this.from = from;
        this.to = to;
        this.attach = attach;
        this.context = context;
    }

    /** @throws SeraiException CONFIG_INVALID */
    static Mailbox of(Settings options, Settings audience, ConnectorContext context) {
        Optional<String> user = options.text("user");
        if (user.isPresent() != options.secret("password").isPresent()) {
            throw Side.DESTINATION.invalid(context, "user", "Write user and password, or neither.");
        }
        boolean attach = options.text("attach").map(Boolean::parseBoolean).orElse(false);
        return new Mailbox(
                Session.getInstance(properties(options, user.isPresent())),
                user,
                options.secret("password"),
                addresses(options.require("from"), "from", context)[0],
                addresses(audience.require("to"), "to", context),
                attach,
                context);
    }

    private static Address[] addresses(String text, String option, ConnectorContext context) {
        try {
            Address[] addresses = InternetAddress.parse(text, true);
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException e) {
            // Falls through to the one message, which does not quote it.
        }
        throw Side.DESTINATION.invalid(context, option, "Write addresses such as ann@example.com.");
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

    @Override
    public boolean takesManifests() {
        return false;
    }

    /** Logs in: that a mail arrives can only be told by sending one. */
    @Override
    public void check() {
        connected(transport -> {});
    }

    @Override
    public void put(Path draft, String name, long rows) {
        connected(transport -> transport.sendMessage(message(draft, name, rows), to));
    }

    private Message message(Path draft, String name, long rows) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject("Serai: " + name + ", rows: " + rows, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(context.clock().instant()));
        MimeBodyPart text = new MimeBodyPart();
        text.setText(
                "The file " + name + " of the destination '" + context.name() + "' has this many rows: " + rows + ".\n"
                        + (attach ? "It is attached.\n" : ""),
                StandardCharsets.UTF_8.name());
        MimeMultipart parts = new MimeMultipart(text);
        if (attach) {
            MimeBodyPart file = new MimeBodyPart();
            file.attachFile(draft.toFile());
            file.setFileName(name);
            parts.addBodyPart(file);
        }
        message.setContent(parts);
        message.saveChanges();
        return message;
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
        return new SeraiException(
                code, "The mail server of " + Side.DESTINATION.named(context.name()) + " " + what, cause);
    }

    @Override
    public void close() {}
}
