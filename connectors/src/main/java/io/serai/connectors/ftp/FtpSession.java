package io.serai.connectors.ftp;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.slf4j.LoggerFactory;

/** One connection to the server, logged in, passive and binary. Not thread-safe. */
final class FtpSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A listing of very many files lets one wait for its first byte. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final FTPClient ftp;
    private final String root;

    private FtpSession(FTPClient ftp, String root) {
        this.ftp = ftp;
        this.root = root;
    }

    /** @throws SeraiException as {@link io.serai.source.Source#check} */
    static FtpSession open(FtpLogin login) {
        FTPClient ftp = client(login);
        try {
            return open(ftp, login);
        } catch (SSLException e) {
            disconnect(ftp);
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The server of source '" + login.source() + "' does not speak TLS as 'tls' says, or shows a"
                            + " certificate that is not trusted. Check tls and fingerprint; no password was sent.",
                    e);
        } catch (IOException e) {
            disconnect(ftp);
            throw new SeraiException(
                    ErrorCode.SOURCE_UNREACHABLE,
                    "The server of source '" + login.source() + "' does not answer. Check host, port and the network.",
                    e);
        } catch (SeraiException e) {
            disconnect(ftp);
            throw e;
        }
    }

    private static FtpSession open(FTPClient ftp, FtpLogin login) throws IOException {
        ftp.connect(login.host(), login.port());
        ftp.setSoTimeout((int) SILENCE.toMillis());
        if (!FTPReply.isPositiveCompletion(ftp.getReplyCode())) {
            throw refused(ftp, login);
        }
        if (ftp instanceof FTPSClient tls) {
            // Files are as secret as the password.
            tls.execPBSZ(0);
            tls.execPROT("P");
        }
        if (!ftp.login(login.user(), login.password().reveal())) {
            throw refused(ftp, login);
        }
        ftp.enterLocalPassiveMode();
        ftp.setFileType(FTP.BINARY_FILE_TYPE);
        return new FtpSession(ftp, root(ftp, login.dir()));
    }

    private static String root(FTPClient ftp, String dir) throws IOException {
        if (dir.startsWith("/")) {
            return dir;
        }
        String home = ftp.printWorkingDirectory();
        if (home == null) {
            throw new IOException("no working directory");
        }
        return (home.endsWith("/") ? home : home + "/") + dir;
    }

    private static FTPClient client(FtpLogin login) {
        FTPClient ftp = login.tls() == FtpLogin.Tls.NONE ? new FTPClient() : encrypted(login);
        ftp.setConnectTimeout((int) PATIENCE.toMillis());
        ftp.setDefaultTimeout((int) PATIENCE.toMillis());
        ftp.setDataTimeout(SILENCE);
        ftp.setControlEncoding(StandardCharsets.UTF_8.name());
        return ftp;
    }

    private static FTPClient encrypted(FtpLogin login) {
        FTPSClient ftp = ResumingFtpsClient.of(login.tls() == FtpLogin.Tls.IMPLICIT, () -> tls(login));
        ftp.setEndpointCheckingEnabled(login.fingerprint().isEmpty());
        return ftp;
    }

    private static SSLContext tls(FtpLogin login) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trusted(login), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's certificates cannot be read", e);
        }
    }

    /** Null, as the JDK has it, for whom the JDK trusts. */
    @SuppressWarnings("NullAway")
    private static TrustManager[] trusted(FtpLogin login) {
        return login.fingerprint()
                .map(print -> new TrustManager[] {new PinnedCertificate(print)})
                .orElse(null);
    }

    private static SeraiException refused(FTPClient ftp, FtpLogin login) {
        int reply = ftp.getReplyCode();
        if (FTPReply.isNegativeTransient(reply)) {
            return new SeraiException(
                    ErrorCode.SOURCE_BUSY,
                    "The server of source '" + login.source() + "' takes nobody in now (" + reply
                            + "). The next look tries again.");
        }
        return new SeraiException(
                ErrorCode.SOURCE_REFUSED_CREDENTIAL,
                "The server of source '" + login.source() + "' refused the user or the password (" + reply
                        + "). Check user and password, and whether it asks for TLS.");
    }

    FTPClient ftp() {
        return ftp;
    }

    /** Where a name below the source's folder is, whatever folder we are in. */
    String path(String name) {
        return root + name;
    }

    /** Without a farewell: the server may be in the middle of a file that nobody wants to the end. */
    @Override
    public void close() {
        disconnect(ftp);
    }

    private static void disconnect(FTPClient ftp) {
        try {
            ftp.disconnect();
        } catch (IOException e) {
            LoggerFactory.getLogger(FtpSession.class).debug("closing a connection", e);
        }
    }
}
