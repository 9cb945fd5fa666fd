package io.serai.connectors.sftp;

import io.serai.connectors.objects.ObjectStore;
import io.serai.connectors.objects.UnfinishedFiles;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The files of a folder on an SSH server. Every look and every file has a connection of its own. */
final class SftpStore implements ObjectStore {
    private static final int DEEPEST = 16;

    private final SftpLogin login;
    private final AtomicReference<String> shownLast = new AtomicReference<>("");
    private final SshClient client;

    SftpStore(SftpLogin login) {
        this.login = login;
        this.client = SftpSession.client(login, shownLast);
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(SftpClient sftp) throws IOException;
    }

    private <T> T connected(Work<T> work) {
        try (SftpSession session = SftpSession.open(client, login, shownLast)) {
            return work.with(session.sftp());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void check() {
        connected(sftp -> {
            try (SftpClient.CloseableHandle folder = sftp.openDir(path(""))) {
                return folder.isOpen();
            }
        });
    }

    @Override
    public List<Listed> list(String folder, boolean deep) {
        return connected(sftp -> {
            List<Listed> found = new ArrayList<>();
            add(sftp, folder, deep ? DEEPEST : 0, found);
            return found;
        });
    }

    private void add(SftpClient sftp, String folder, int depth, List<Listed> found) throws IOException {
        for (DirEntry entry : sftp.readEntries(path(folder))) {
            String file = entry.getFilename();
            Attributes attributes = entry.getAttributes();
            if (file.startsWith(".")) {
                continue;
            }
            if (attributes.isDirectory() && depth > 0) {
                add(sftp, folder + file + "/", depth - 1, found);
            } else if (attributes.isRegularFile() && !UnfinishedFiles.isOne(file)) {
                Instant modified = attributes.getModifyTime().toInstant();
                found.add(new Listed(folder + file, versionOf(attributes), modified, attributes.getSize(), ""));
            }
        }
    }

    private String path(String name) {
        String path = login.dir() + name;
        return path.isEmpty() ? "." : path;
    }

    @Override
    public InputStream open(Listed object, long offset) throws IOException {
        SftpSession session = SftpSession.open(client, login, shownLast);
        try {
            refuseChanged(session.sftp(), object);
            InputStream content = session.sftp().read(path(object.name()));
            content.skipNBytes(offset);
            return new FilterInputStream(content) {
                @Override
                public void close() {
                    session.close();
                }
            };
        } catch (SftpException e) {
            session.close();
            throw e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE ? changed(e) : failed(e);
        } catch (IOException | SeraiException e) {
            session.close();
            throw e;
        }
    }

    /** Between two versions the records' positions would not be the same. */
    private void refuseChanged(SftpClient sftp, Listed object) throws IOException {
        if (!versionOf(sftp.stat(path(object.name()))).equals(object.version())) {
            throw changed(new IOException("another size or time"));
        }
    }

    private SeraiException changed(IOException cause) {
        return say(
                ErrorCode.SOURCE_BUSY,
                "changed or lost a file since it was listed",
                "The next look takes it as it is.",
                cause);
    }

    private static String versionOf(Attributes attributes) {
        return attributes.getSize() + "-"
                + attributes.getModifyTime().toInstant().getEpochSecond();
    }

    @Override
    public void move(Listed object, String target) {
        connected(sftp -> {
            makeFolders(sftp, target);
            sftp.rename(path(object.name()), path(target));
            return true;
        });
    }

    private void makeFolders(SftpClient sftp, String name) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = path(name.substring(0, slash));
            try {
                sftp.stat(folder);
            } catch (SftpException e) {
                sftp.mkdir(folder);
            }
        }
    }

    @Override
    public void delete(Listed object) {
        connected(sftp -> {
            sftp.remove(path(object.name()));
            return true;
        });
    }

    private SeraiException failed(IOException cause) {
        int status = cause instanceof SftpException sftp ? sftp.getStatus() : SftpConstants.SSH_FX_CONNECTION_LOST;
        return switch (status) {
            case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
                say(
                        ErrorCode.SOURCE_FORBIDDEN,
                        "does not let this user do that",
                        "Grant the right to the folder.",
                        cause);
            case SftpConstants.SSH_FX_NO_SUCH_FILE,
                    SftpConstants.SSH_FX_NO_SUCH_PATH,
                    SftpConstants.SSH_FX_NOT_A_DIRECTORY ->
                say(ErrorCode.CONFIG_INVALID, "has no such file or folder", "Check dir.", cause);
            case SftpConstants.SSH_FX_CONNECTION_LOST, SftpConstants.SSH_FX_NO_CONNECTION ->
                say(
                        ErrorCode.SOURCE_UNREACHABLE,
                        "broke the connection",
                        "Nothing is lost; the next look goes on.",
                        cause);
            default -> say(ErrorCode.SOURCE_FAILED, "failed", "Nothing is lost; the next look tries again.", cause);
        };
    }

    private SeraiException say(ErrorCode code, String what, String cure, Throwable cause) {
        return new SeraiException(code, "The server of source '" + login.source() + "' " + what + ". " + cure, cause);
    }

    @Override
    public void close() {
        client.close(true);
    }
}
