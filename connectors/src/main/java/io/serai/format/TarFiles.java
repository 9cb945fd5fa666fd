package io.serai.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files of a tar archive one after another, by their names without folders. Not thread-safe. */
final class TarFiles {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 64 * 1024;

    private final InputStream input;
    private Content content;

    TarFiles(InputStream input) {
        this.input = input;
        this.content = new Content(input, 0);
    }

    /** One file; its content can be read until the next one is asked for. */
    record TarFile(String name, InputStream content) {}

    /** Whether a file begins as a tar archive does. */
    static boolean isTar(byte[] start) {
        return start.length >= 262 && new String(start, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** @throws Damaged if this is no tar archive or it ends too early */
    Optional<TarFile> next() throws IOException {
        String longName = "";
        while (true) {
            content.finish();
            byte[] header = input.readNBytes(BLOCK);
            if (header.length == BLOCK && isEmpty(header)) {
                return Optional.empty();
            }
            if (header.length < BLOCK || !isTar(header)) {
                throw damaged();
            }
            content = new Content(input, size(header));
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(content.readNBytes(LONGEST_NAME), 0, LONGEST_NAME);
            } else if (type == '0' || type == 0) {
                String name = longName.isEmpty() ? text(header, 0, 100) : longName;
                return Optional.of(new TarFile(name.substring(name.lastIndexOf('/') + 1), content));
            }
        }
    }

    private static boolean isEmpty(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static long size(byte[] header) throws Damaged {
        if (header[124] < 0) {
            // Too large for octal digits: a number in binary.
            long size = 0;
            for (int i = 128; i < 136; i++) {
                size = (size << 8) | (header[i] & 0xFF);
            }
            if (size < 0) {
                throw damaged();
            }
            return size;
        }
        String digits = text(header, 124, 12).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw damaged();
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int start, int most) {
        int end = start;
        while (end < bytes.length && end < start + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static Damaged damaged() {
        return new Damaged("The tar archive is damaged or ends too early.");
    }

    private static final class Content extends FilterInputStream {
        private long left;
        private final long padding;

        Content(InputStream input, long size) {
            super(input);
            this.left = size;
            this.padding = (BLOCK - size % BLOCK) % BLOCK;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw damaged();
            }
            left -= read;
            return read;
        }

        /** Passes over what was not read. */
        void finish() throws IOException {
            byte[] buffer = new byte[8 * 1024];
            while (read(buffer, 0, buffer.length) >= 0) {}
            in.readNBytes((int) padding);
        }

        /** The archive goes on. */
        @Override
        public void close() {}
    }
}
