package io.serai.operate;

import io.serai.config.HubDefinition;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that were sent to the API, in a folder of this hub, for its owner's eyes only. They are called by random names of
 * ours and deleted after a time. Thread-safe.
 */
public final class Uploads {
    private static final String ID = "[0-9a-f]{32}";
    private static final int ID_BYTES = 16;
    private static final String PART = ".part";
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final HubDefinition.Uploads limits;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Uploads(Path folder, HubDefinition.Uploads limits, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * One file.
     *
     * @param at when it had come
     * @param until when it will be deleted
     */
    public record Upload(String id, Path file, long bytes, Instant at, Instant until) {}

    /**
     * Keeps what a stream yields.
     *
     * @throws SeraiException USAGE if it is empty or larger than allowed; nothing is kept then, nor when it breaks off
     */
    public Upload add(InputStream content) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path part = folder.resolve(id + PART);
            Path file = folder.resolve(id);
            try {
                write(content, part);
                Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return upload(file);
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.USAGE, "The file did not come whole, or there is no room for it. Send it again.", e);
        }
    }

    private void write(InputStream content, Path part) throws IOException {
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > limits.maxBytes()) {
                    throw new SeraiException(
                            ErrorCode.USAGE,
                            "The file is larger than " + limits.maxBytes() / 1_000_000
                                    + " MB. Pack it with gzip, or set 'uploads: max_megabytes' in the hub file.");
                }
                out.write(buffer, 0, read);
            }
        }
        if (bytes == 0) {
            throw new SeraiException(ErrorCode.USAGE, "The file is empty. Send its content as the body.");
        }
    }

    private Upload upload(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant at = attributes.lastModifiedTime().toInstant();
        return new Upload(file.getFileName().toString(), file, attributes.size(), at, at.plus(limits.keep()));
    }

    /** All there are, the newest first. */
    public List<Upload> list() {
        return files().stream()
                .map(file -> find(file.getFileName().toString()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Upload::at).reversed())
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Optional<Upload> find(String id) {
        try {
            return id.matches(ID) && Files.isRegularFile(folder.resolve(id))
                    ? Optional.of(upload(folder.resolve(id)))
                    : Optional.empty();
        } catch (IOException e) {
            // Deleted since it was looked for.
            return Optional.empty();
        }
    }

    /** @throws SeraiException NOT_FOUND */
    public Upload require(String id) {
        return find(id).orElseThrow(() -> new SeraiException(
                ErrorCode.NOT_FOUND, "There is no such upload on this hub; it may have been deleted by its age."));
    }

    /** @throws SeraiException NOT_FOUND */
    public void remove(String id) {
        delete(require(id).file());
    }

    /** Deletes what was kept long enough, and as late what broke off with an earlier hub. */
    void expire() {
        FileTime oldest = FileTime.from(clock.instant().minus(limits.keep()));
        files().stream().filter(file -> isBefore(file, oldest)).forEach(Uploads::delete);
    }

    private static boolean isBefore(Path file, FileTime oldest) {
        try {
            return Files.getLastModifiedTime(file).compareTo(oldest) <= 0;
        } catch (IOException e) {
            // Deleted since it was listed.
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static SeraiException unusable(IOException cause) {
        return new SeraiException(
                ErrorCode.INTERNAL,
                "The folder of uploads cannot be used. Check the rights of the data folder.",
                cause);
    }
}
