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
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The files of a folder on an SSH server. Every look and every file has a connection of its own. */
final class SftpStore implements ObjectStore {
    private static final int DEEPEST = 16;

    private final SftpServer server;

    SftpStore(SftpServer server) {
        this.server = server;
    }

    @Override
    public void check() {
        server.connected(sftp -> {
            try (SftpClient.CloseableHandle folder = sftp.openDir(server.path(""))) {
                return folder.isOpen();
            }
        });
    }

    @Override
    public List<Listed> list(String folder, boolean deep) {
        return server.connected(sftp -> {
            List<Listed> found = new ArrayList<>();
            add(sftp, folder, deep ? DEEPEST : 0, found);
            return found;
        });
    }

    private void add(SftpClient sftp, String folder, int depth, List<Listed> found) throws IOException {
        for (DirEntry entry : sftp.readEntries(server.path(folder))) {
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

    @Override
    public InputStream open(Listed object, long offset) throws IOException {
        SftpSession session = server.open();
        try {
            refuseChanged(session.sftp(), object);
            InputStream content = session.sftp().read(server.path(object.name()));
            content.skipNBytes(offset);
            return new FilterInputStream(content) {
                @Override
                public void close() {
                    session.close();
                }
            };
        } catch (SftpException e) {
            session.close();
            throw e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE ? changed(e) : server.failed(e);
        } catch (IOException | SeraiException e) {
            session.close();
            throw e;
        }
    }

    /** Between two versions the records' positions would not be the same. */
    private void refuseChanged(SftpClient sftp, Listed object) throws IOException {
        if (!versionOf(sftp.stat(server.path(object.name()))).equals(object.version())) {
            throw changed(new IOException("another size or time"));
        }
    }

    private SeraiException changed(IOException cause) {
        return server.say(
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
        server.connected(sftp -> {
            server.makeFolders(sftp, target);
            sftp.rename(server.path(object.name()), server.path(target));
            return true;
        });
    }

    @Override
    public void delete(Listed object) {
        server.connected(sftp -> {
            sftp.remove(server.path(object.name()));
            return true;
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
