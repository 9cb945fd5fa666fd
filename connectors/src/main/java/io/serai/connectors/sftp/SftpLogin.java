package io.serai.connectors.sftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Where to log in and as whom.
 *
 * @param who whose server it is, for messages, such as {@code source 'crm'}
 * @param fingerprint of the only host key that is trusted
 * @param dir with a last {@code /} unless empty
 */
record SftpLogin(
        Side side,
        String who,
        String host,
        int port,
        String user,
        Optional<Secret> password,
        List<KeyPair> keys,
        String fingerprint,
        String dir) {
    SftpLogin {
        keys = List.copyOf(keys);
    }

    static ObjectShape.Builder options() {
        return Shape.object("options")
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
                .optional("dir", Shape.text(), "The folder; the user's own unless said.");
    }

    /** @throws io.serai.error.SeraiException CONFIG_INVALID */
    static SftpLogin of(Settings options, ConnectorContext context, Side side) {
        if (options.secret("password").isEmpty() && options.secret("key").isEmpty()) {
            throw side.invalid(context, "password", "Write password or key.");
        }
        if (!options.require("fingerprint").startsWith("SHA256:")) {
            throw side.invalid(context, "fingerprint", "Write it as 'ssh-keygen -lf' shows it, SHA256:...");
        }
        String dir = options.text("dir").orElse("");
        return new SftpLogin(
                side,
                side.named(context.name()),
                options.require("host"),
                options.text("port").map(Integer::parseInt).orElse(22),
                options.require("user"),
                options.secret("password"),
                keys(options, context, side),
                options.require("fingerprint"),
                dir.isEmpty() || dir.endsWith("/") ? dir : dir + "/");
    }

    private static List<KeyPair> keys(Settings options, ConnectorContext context, Side side) {
        Optional<Secret> key = options.secret("key");
        if (key.isEmpty()) {
            return List.of();
        }
        FilePasswordProvider passphrase = options.secret("passphrase")
                .map(secret -> FilePasswordProvider.of(secret.reveal()))
                .orElse(FilePasswordProvider.EMPTY);
        List<KeyPair> pairs = new ArrayList<>();
        try {
            byte[] text = (key.get().reveal().strip() + "\n").getBytes(StandardCharsets.UTF_8);
            Iterable<KeyPair> read =
                    SecurityUtils.loadKeyPairIdentities(null, () -> "key", new ByteArrayInputStream(text), passphrase);
            if (read != null) {
                read.forEach(pairs::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            pairs.clear();
        }
        if (pairs.isEmpty()) {
            throw side.invalid(
                    context, "key", "Write the text of a private key in OpenSSH or PEM form, and its passphrase.");
        }
        return pairs;
    }

    @Override
    public String toString() {
        return "SftpLogin[" + who + "]";
    }
}
