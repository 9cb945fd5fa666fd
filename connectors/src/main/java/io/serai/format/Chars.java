package io.serai.format;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;

/** Characters one at a time, with the chance to go back. Not thread-safe. */
final class Chars {
    static final int END = -1;

    private static final int BUFFER = 32 * 1024;

    private final Reader reader;
    private char[] buffer = new char[BUFFER];
    private int at;
    private int end;

    Chars(Reader reader) {
        this.reader = reader;
    }

    /** The next character, or {@link #END}. */
    int next() throws IOException {
        return at < end || fill() ? buffer[at++] : END;
    }

    /** The next character without taking it, or {@link #END}. */
    int peek() throws IOException {
        return at < end || fill() ? buffer[at] : END;
    }

    /** What is buffered, at least one character unless at the end; nothing is taken. */
    CharSequence ahead() throws IOException {
        return peek() == END ? "" : CharBuffer.wrap(buffer, at, end - at);
    }

    /** Puts characters back, to be read again before all others. */
    void unread(CharSequence text) {
        if (text.length() <= at) {
            at -= text.length();
            for (int i = 0; i < text.length(); i++) {
                buffer[at + i] = text.charAt(i);
            }
            return;
        }
        char[] joined = new char[Math.max(BUFFER, text.length() + end - at)];
        for (int i = 0; i < text.length(); i++) {
            joined[i] = text.charAt(i);
        }
        System.arraycopy(buffer, at, joined, text.length(), end - at);
        end = text.length() + end - at;
        at = 0;
        buffer = joined;
    }

    private boolean fill() throws IOException {
        if (buffer.length > BUFFER) {
            buffer = new char[BUFFER];
        }
        at = 0;
        end = Math.max(0, reader.read(buffer, 0, BUFFER));
        return end > 0;
    }
}
