package io.serai.connectors.sftp;

import io.serai.connectors.filedrop.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * A folder on an SSH server, to put files in. A file is sent under a hidden name and gets its own when all of it is there,
 * since a reader would see it grow.
 */
final class SftpPlace implements Place {
    private static final EnumSet<SftpClient.OpenMode> ANEW =
            EnumSet.of(SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate);

    private final SftpServer server;

    SftpPlace(SftpServer server) {
        this.server = server;
    }

    @Override
    public void check() {
        String probe = server.path(".serai-probe-" + UUID.randomUUID());
        server.connected(sftp -> {
            sftp.open(probe, ANEW).close();
            sftp.remove(probe);
            return probe;
        });
    }

    @Override
    public void put(Path draft, String name, long rows) {
        String hidden = server.path("." + name + ".part");
        String target = server.path(name);
        server.connected(sftp -> {
            try (var out = sftp.write(hidden, ANEW)) {
                Files.copy(draft, out);
            }
            if (sftp.stat(hidden).getSize() != Files.size(draft)) {
                throw new IOException("less arrived than was sent");
            }
            rename(sftp, hidden, target);
            return target;
        });
    }

    /** Most servers rename onto nothing but a free name. */
    private static void rename(SftpClient sftp, String from, String to) throws IOException {
        try {
            sftp.remove(to);
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
        }
        sftp.rename(from, to);
    }

    @Override
    public void close() {
        server.close();
    }
}
