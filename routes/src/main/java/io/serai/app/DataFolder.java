package io.serai.app;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The hub's own folder. Taken by one hub at a time: two would fight over the embedded MariaDB's files. */
final class DataFolder implements AutoCloseable {
    /** The file with the local admin's token. */
    static final String TOKEN = "api-token";

    private static final int TOKEN_BYTES = 32;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws SeraiException CONFLICT while another hub has it */
    static DataFolder take(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel =
                    FileChannel.open(path.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new SeraiException(
                        ErrorCode.CONFLICT,
                        "Another hub runs on the data folder " + path + ". Stop it, or give this one its own 'data:'.");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE,
                    "The data folder " + path + " cannot be used. Check its rights, or name another with 'data:'.",
                    e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Tells this folder's hub from all others on the same store; made at first start. */
    String hubId() {
        return "hub-" + secret("hub-id").substring(0, 32);
    }

    /** The local admin's token, made at first start, readable by the owner only. */
    String token() {
        return secret(TOKEN);
    }

    private String secret(String name) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[TOKEN_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
            }
            String token = Files.readString(file).strip();
            if (token.length() < TOKEN_BYTES) {
                throw new SeraiException(
                        ErrorCode.CONFIG_INVALID, "What " + file + " holds is too short. Delete the file.");
            }
            return token;
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.CONFIG_UNREADABLE, "The file " + file + " cannot be used.", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The lock on " + path + " cannot be given back.", e);
        }
    }
}
