package io.serai.connectors.filedrop;

import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder of this machine. Drafts lie in it under hidden names, so that one step gives them theirs. */
final class Folder implements Place {
    private final Path dir;
    private final String destination;

    Folder(Path dir, String destination) {
        this.dir = dir;
        this.destination = destination;
    }

    @Override
    public void check() {
        try {
            Files.createDirectories(dir);
            Files.delete(Files.createTempFile(dir, ".probe", ".part"));
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "The folder of " + Side.DESTINATION.named(destination)
                            + " cannot be written. Check its rights and space.");
        }
    }

    @Override
    public Path draft(String name) throws IOException {
        Files.createDirectories(dir);
        return dir.resolve("." + name + ".part");
    }

    @Override
    public void put(Path draft, String name, long rows) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {}
}
