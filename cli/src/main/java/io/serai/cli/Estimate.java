package io.serai.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** About how many records a file of lines has, from the length of its first ones. */
final class Estimate {
    private static final int SAMPLE = 256 * 1024;
    private static final int GZIP_MAGIC = 0x1f;

    private Estimate() {}

    /** Empty if nobody can tell: compressed, empty, or not on this machine. */
    static OptionalLong records(Path file) {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] sample = input.readNBytes(SAMPLE);
            if (isPacked(sample)) {
                return OptionalLong.empty();
            }
            long lines = 0;
            for (byte b : sample) {
                lines += b == '\n' ? 1 : 0;
            }
            return lines < 2 ? OptionalLong.empty() : OptionalLong.of(Files.size(file) * lines / sample.length);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isPacked(byte[] start) {
        return start.length < 2 || start[0] == GZIP_MAGIC || (start[0] == 'P' && start[1] == 'K');
    }
}
