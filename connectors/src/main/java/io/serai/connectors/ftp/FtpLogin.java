package io.serai.connectors.ftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * Where to log in and as whom.
 *
 * @param source the source's name, for messages
 * @param fingerprint of the only certificate that is trusted; empty for those the JDK trusts, in the host's name
 * @param dir with a last {@code /} unless empty
 */
record FtpLogin(
        String source,
        String host,
        int port,
        Tls tls,
        String user,
        Secret password,
        Optional<String> fingerprint,
        String dir) {

    /** How the connection is encrypted. */
    enum Tls {
        /** By AUTH TLS, before the password is sent. */
        EXPLICIT(21),
        /** From the first byte. */
        IMPLICIT(990),
        NONE(21);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    static FtpLogin of(Settings options, Secret password, ConnectorContext context) {
        Tls tls = options.text("tls")
                .map(text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Tls.EXPLICIT);
        String dir = options.text("dir").orElse("");
        return new FtpLogin(
                context.name(),
                options.require("host"),
                options.text("port").map(Integer::parseInt).orElse(tls.port),
                tls,
                options.require("user"),
                password,
                options.text("fingerprint").map(FtpLogin::plain),
                dir.isEmpty() || dir.endsWith("/") ? dir : dir + "/");
    }

    /** As {@code openssl x509 -fingerprint} writes it, without the colons. */
    private static String plain(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "FtpLogin[" + source + "]";
    }
}
