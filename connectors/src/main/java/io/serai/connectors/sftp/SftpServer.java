package io.serai.connectors.sftp;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A folder on an SSH server. Everything asked of it has a connection of its own. Thread-safe. */
final class SftpServer implements AutoCloseable {
    private final SftpLogin login;
    private final AtomicReference<String> shownLast = new AtomicReference<>("");
    private final SshClient client;

    SftpServer(SftpLogin login) {
        this.login = login;
        this.client = SftpSession.client(login, shownLast);
    }

    @FunctionalInterface
    interface Work<T> {
        T with(SftpClient sftp) throws IOException;
    }

    /** @throws SeraiException in the words of whoever uses the server */
    <T> T connected(Work<T> work) {
        try (SftpSession session = open()) {
            return work.with(session.sftp());
        } catch (IOException e) {
            throw failed(e);
        } catch (UncheckedIOException e) {
            // A listing that is refused or breaks off.
            throw failed(Objects.requireNonNull(e.getCause()));
        }
    }

    /** @throws SeraiException as {@link io.serai.source.Source#check} */
    SftpSession open() {
        return SftpSession.open(client, login, shownLast);
    }

    /** Where a name below the folder is. */
    String path(String name) {
        String path = login.dir() + name;
        return path.isEmpty() ? "." : path;
    }

    /** Makes the folders of a name. */
    void makeFolders(SftpClient sftp, String name) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = path(name.substring(0, slash));
            try {
                sftp.stat(folder);
            } catch (SftpException e) {
                sftp.mkdir(folder);
            }
        }
    }

    /** A failure in the words of whoever uses the server. */
    SeraiException failed(IOException cause) {
        int status = cause instanceof SftpException sftp ? sftp.getStatus() : SftpConstants.SSH_FX_CONNECTION_LOST;
        return switch (status) {
            case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
                say(login.side().forbidden, "does not let this user do that", "Grant the right to the folder.", cause);
            case SftpConstants.SSH_FX_NO_SUCH_FILE,
                    SftpConstants.SSH_FX_NO_SUCH_PATH,
                    SftpConstants.SSH_FX_NOT_A_DIRECTORY ->
                say(ErrorCode.CONFIG_INVALID, "has no such file or folder", "Check dir.", cause);
            case SftpConstants.SSH_FX_CONNECTION_LOST, SftpConstants.SSH_FX_NO_CONNECTION ->
                say(
                        login.side().unreachable,
                        "broke the connection",
                        login.side().again(),
                        cause);
            default -> say(login.side().failed, "failed", login.side().again(), cause);
        };
    }

    SeraiException say(ErrorCode code, String what, String cure, Throwable cause) {
        return new SeraiException(code, "The server of " + login.who() + " " + what + ". " + cure, cause);
    }

    @Override
    public void close() {
        client.close(true);
    }
}
