package io.serai.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives as GNU tar does. */
final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    /** Names and contents in turn. */
    static byte[] of(String... files) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (int i = 0; i < files.length; i += 2) {
            byte[] content = files[i + 1].getBytes(StandardCharsets.UTF_8);
            archive.writeBytes(header(files[i], content.length));
            archive.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
        }
        archive.writeBytes(new byte[2 * BLOCK]);
        return archive.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        put(header, 156, "0");
        put(header, 257, "ustar  ");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        put(header, 148, String.format("%06o", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
