package io.serai.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** The body of an answer, refusals included. Java takes a line that breaks for its end; here that fails the reading. */
final class Whole extends FilterInputStream {
    private long missing;

    Whole(HttpURLConnection line) throws IOException {
        super(bodyOf(line));
        missing = Math.max(0, line.getContentLengthLong());
    }

    private static InputStream bodyOf(HttpURLConnection line) throws IOException {
        if (line.getResponseCode() < 400) {
            return line.getInputStream();
        }
        InputStream refusal = line.getErrorStream();
        return refusal == null ? InputStream.nullInputStream() : refusal;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        count(count);
        return count;
    }

    /** @param bytes that came; -1 at the end */
    private void count(int bytes) throws IOException {
        if (bytes < 0 && missing > 0) {
            throw new IOException("the answer broke off before its end");
        }
        missing -= bytes;
    }
}
