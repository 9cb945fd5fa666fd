package io.serai.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings what a hub streams into a file, which is there when it is whole, or to stdout as text. */
final class Download {
    private static final int BUFFER = 64 * 1024;

    private final Serai serai;
    private final Surroundings surroundings;

    Download(Serai serai) {
        this.serai = serai;
        this.surroundings = serai.surroundings();
    }

    void fetch(String path, ObjectNode body, Map<String, String> headers, Optional<Path> to) {
        try (InputStream bytes = serai.api().stream(path, body, headers)) {
            if (to.isPresent()) {
                toFile(bytes, surroundings.directory().resolve(to.get()));
            } else {
                toStdout(bytes);
            }
        } catch (IOException e) {
            throw new Failure(
                    Exit.FAILED,
                    "BROKEN_OFF",
                    "It broke off before its end, and no file is left. Look into the hub's log, check the space on the"
                            + " disk, and try again.",
                    "");
        }
    }

    private void toFile(InputStream bytes, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long size;
            try (OutputStream out = Files.newOutputStream(part)) {
                size = copy(bytes, out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            serai.printer().talk(file + ": " + Books.number(size) + " bytes.");
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long copy(InputStream bytes, OutputStream out) throws IOException {
        Progress progress = new Progress(surroundings, serai.isQuiet(), OptionalLong.empty());
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
            out.write(buffer, 0, count);
            size += count;
            progress.showBytes(size);
        }
        progress.end();
        return size;
    }

    private void toStdout(InputStream bytes) throws IOException {
        new InputStreamReader(bytes, StandardCharsets.UTF_8).transferTo(surroundings.out());
        surroundings.out().flush();
    }
}
