package io.serai.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of fields divided by tabs, without quotes. Where backslashes escape, one before a tab, a line's end or another
 * backslash takes its meaning away; {@code \t}, {@code \n} and {@code \r} stand for theirs. Not thread-safe.
 */
final class TsvRows {
    private final Chars chars;
    private final boolean escapes;
    private final StringBuilder field = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int length;

    TsvRows(Chars chars, boolean escapes) {
        this.chars = chars;
        this.escapes = escapes;
    }

    /**
     * The next line that is not empty; an empty list at the end. Of a line that is too long, the fields so far.
     *
     * @see #isTooLong
     */
    List<String> read() throws IOException {
        while (chars.peek() == '\n' || chars.peek() == '\r') {
            chars.next();
        }
        List<String> fields = new ArrayList<>();
        text.setLength(0);
        field.setLength(0);
        length = 0;
        if (chars.peek() == Chars.END) {
            return fields;
        }
        for (int c = take(); c != Chars.END && c != '\n'; c = take()) {
            if (c == '\t') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\' && escapes) {
                unescape(chars.peek());
            } else if (c != '\r' || chars.peek() != '\n') {
                append((char) c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private void unescape(int c) throws IOException {
        switch (c) {
            case '\t', '\n', '\\' -> append((char) take());
            case 't' -> append(take() > 0 ? '\t' : ' ');
            case 'n' -> append(take() > 0 ? '\n' : ' ');
            case 'r' -> append(take() > 0 ? '\r' : ' ');
            default -> append('\\');
        }
    }

    private int take() throws IOException {
        int c = chars.next();
        length++;
        if (c != Chars.END && text.length() < io.serai.raw.RawItem.Unreadable.MAX_RAW) {
            text.append((char) c);
        }
        return c;
    }

    private void append(char c) {
        if (!isTooLong()) {
            field.append(c);
        }
    }

    /** Whether the last line was longer than a record may be. */
    boolean isTooLong() {
        return length > Decoder.MAX_RECORD;
    }

    /** The beginning of the last line as it stands in the file. */
    String text() {
        return text.toString();
    }
}
