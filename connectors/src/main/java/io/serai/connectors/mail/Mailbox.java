package io.serai.connectors.mail;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.filedrop.Place;
import io.serai.error.SeraiException;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** People's mailboxes: each file is a mail that says how many rows it holds. Thread-safe. */
final class Mailbox implements Place {
    private final MailServer server;
    private final Address[] to;
    private final boolean attach;
    private final ConnectorContext context;

    private Mailbox(MailServer server, Address[] to, boolean attach, ConnectorContext context) {
        this.server = server;
        this.to = to;
        this.attach = attach;
        this.context = context;
    }

    /** @throws SeraiException CONFIG_INVALID */
    static Mailbox of(Settings options, Settings audience, ConnectorContext context) {
        String whose = Side.DESTINATION.named(context.name());
        return new Mailbox(
                MailServer.of(options, whose),
                MailServer.addresses(audience.require("to"), "to", whose),
                options.text("attach").map(Boolean::parseBoolean).orElse(false),
                context);
    }

    @Override
    public boolean takesManifests() {
        return false;
    }

    @Override
    public void check() {
        server.check();
    }

    @Override
    public void put(Path draft, String name, long rows) {
        server.send(
                to,
                "Serai: " + name + ", rows: " + rows,
                context.clock().instant(),
                message -> message.setContent(parts(draft, name, rows)));
    }

    private MimeMultipart parts(Path draft, String name, long rows) throws MessagingException, IOException {
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
        return parts;
    }

    @Override
    public void close() {}
}
