package io.serai.connectors.mail;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.filedrop.DropConnector;
import io.serai.connectors.filedrop.Place;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.List;

/** Tells people by mail how many entered and left, with the file attached if that is asked for. */
public final class MailDropConnector extends DropConnector {
    @Override
    public String name() {
        return "mail-drop";
    }

    @Override
    protected ObjectShape.Builder place() {
        return Shape.object("options")
                .required("host", Shape.text(), "The mail server.")
                .optional("port", Shape.whole(1, 65_535), "Its port; 587 unless said, 465 if tls is implicit.")
                .optional(
                        "tls",
                        Shape.oneOf(List.of("starttls", "implicit", "none")),
                        "starttls unless said; none sends all of it in the clear.")
                .optional("user", Shape.text(), "The user to log in as.")
                .optional("password", Shape.secret(), "The user's password.")
                .required("from", Shape.text(), "The sender's address.")
                .optional(
                        "attach",
                        Shape.bool(),
                        "Whether the file is attached; false unless said: only its rows are told.");
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience")
                .required("to", Shape.text(), "The addresses of those who get it, parted by commas.")
                .build();
    }

    @Override
    protected Place place(Settings options, Settings audience, ConnectorContext context) {
        return Mailbox.of(options, audience, context);
    }
}
