package io.serai.connectors.sftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.objects.ObjectSource;
import io.serai.connectors.objects.ObjectSourceKind;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.source.Source;

/** The source kind {@code sftp}: the files of a folder on an SSH server. */
public final class SftpSourceKind extends ObjectSourceKind {
    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public ObjectShape options() {
        return withSettle(Shape.object("options")
                        .required("host", Shape.text(), "The server.")
                        .optional("port", Shape.whole(1, 65_535), "Its port; 22 unless said.")
                        .required("user", Shape.text(), "The user to log in as.")
                        .optional("password", Shape.secret(), "The user's password.")
                        .optional("key", Shape.secret(), "The user's private key, the text of its file.")
                        .optional("passphrase", Shape.secret(), "What the private key is locked with.")
                        .required(
                                "fingerprint",
                                Shape.text(),
                                "The server's host key as 'ssh-keygen -lf' shows it, SHA256:...; another one is refused.")
                        .optional("dir", Shape.text(), "The folder; the user's own unless said."))
                .build();
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        if (options.secret("password").isEmpty() && options.secret("key").isEmpty()) {
            throw invalid(context, "password", "Write password or key.");
        }
        if (!options.require("fingerprint").startsWith("SHA256:")) {
            throw invalid(context, "fingerprint", "Write it as 'ssh-keygen -lf' shows it, SHA256:...");
        }
        return new ObjectSource(new SftpStore(SftpLogin.of(options, context)), context, settle(options));
    }
}
