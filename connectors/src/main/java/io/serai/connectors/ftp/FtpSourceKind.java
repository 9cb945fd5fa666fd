package io.serai.connectors.ftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.objects.ObjectSource;
import io.serai.connectors.objects.ObjectSourceKind;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.source.Source;
import java.util.List;

/** The source kind {@code ftp}: the files of a folder on an FTP server, over TLS unless said otherwise. */
public final class FtpSourceKind extends ObjectSourceKind {
    @Override
    public String name() {
        return "ftp";
    }

    @Override
    public ObjectShape options() {
        return withSettle(Shape.object("options")
                        .required("host", Shape.text(), "The server.")
                        .optional("port", Shape.whole(1, 65_535), "Its port; 21 unless said, 990 if tls is implicit.")
                        .optional(
                                "tls",
                                Shape.oneOf(List.of("explicit", "implicit", "none")),
                                "explicit (AUTH TLS) unless said; none sends password and files in the clear.")
                        .required("user", Shape.text(), "The user to log in as.")
                        .required("password", Shape.secret(), "The user's password.")
                        .optional(
                                "fingerprint",
                                Shape.text(),
                                "The SHA-256 of the only certificate to trust, for a server whose own is not publicly trusted.")
                        .optional("dir", Shape.text(), "The folder; the user's own unless said."))
                .build();
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        Secret password = options.secret("password")
                .orElseThrow(() -> Side.SOURCE.invalid(context, "password", "Write it as a reference to a secret."));
        FtpLogin login = FtpLogin.of(options, password, context);
        if (login.fingerprint().filter(print -> !print.matches("[0-9a-f]{64}")).isPresent()) {
            throw Side.SOURCE.invalid(
                    context, "fingerprint", "Write it as 'openssl x509 -noout -fingerprint -sha256' shows it.");
        }
        return new ObjectSource(new FtpStore(login), context, settle(options));
    }
}
