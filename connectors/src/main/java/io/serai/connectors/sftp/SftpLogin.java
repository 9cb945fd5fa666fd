package io.serai.connectors.sftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.objects.ObjectSourceKind;
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
 * @param source the source's name, for messages
 * @param fingerprint of the only host key that is trusted
 * @param dir with a last {@code /} unless empty
 */
record SftpLogin(
        String source,
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

    static SftpLogin of(Settings options, ConnectorContext context) {
        String dir = options.text("dir").orElse("");
        return new SftpLogin(
                context.name(),
                options.require("host"),
                options.text("port").map(Integer::parseInt).orElse(22),
                options.require("user"),
                options.secret("password"),
                keys(options, context),
                options.require("fingerprint"),
                dir.isEmpty() || dir.endsWith("/") ? dir : dir + "/");
    }

    private static List<KeyPair> keys(Settings options, ConnectorContext context) {
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
            throw ObjectSourceKind.invalid(
                    context, "key", "Write the text of a private key in OpenSSH or PEM form, and its passphrase.");
        }
        return pairs;
    }

    @Override
    public String toString() {
        return "SftpLogin[" + source + "]";
    }
}
