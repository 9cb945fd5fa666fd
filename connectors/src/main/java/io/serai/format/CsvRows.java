package io.serai.format;

import java.io.IOException;
import java.util.Arrays;

/**
 * Splits CSV into rows and fields. Written for this and not taken from a library, for those stop at the first stray
 * quote or oversize field and lose the rest of the file. Here a quote that encloses no field costs its line: reading
 * goes on at the line after it, however many lines the quote had swallowed.
 */
final class CsvRows {
    /** What {@link #read} found. */
    enum Result {
        /** A row: {@link #fields} has it. */
        ROW,
        /** A line with a quote that is never closed, or closed in the middle of a field: {@link #text} has it. */
        STRAY_QUOTE,
        /** A row longer than {@link Decoder#MAX_RECORD}: {@link #text} has its beginning. */
        TOO_LARGE,
        END
    }

    private static final int NO_LINE_END = -1;

    /** A field's end is looked at up to three characters after the limit is. */
    private static final int CAPACITY = Decoder.MAX_RECORD + 4;

    private final Chars chars;
    private final char delimiter;

    /** The row as written, without its line end. */
    private char[] text = new char[1024];

    private int length;

    /** For each field where it begins and ends in the text, and whether it is quoted. */
    private int[] bounds = new int[64];

    private int fieldCount;
    private boolean escapes;
    private boolean bad;

    /** Where the first line end inside quotes is. */
    private int firstLineEnd;

    CsvRows(Chars chars, char delimiter) {
        this.chars = chars;
        this.delimiter = delimiter;
    }

    /** Whether the row holds bytes that are not in the file's encoding. */
    boolean isBad() {
        return bad;
    }

    String text() {
        return new String(text, 0, length);
    }

    String[] fields() {
        String[] fields = new String[fieldCount];
        for (int i = 0; i < fieldCount; i++) {
            fields[i] = new String(text, bounds[2 * i], bounds[2 * i + 1] - bounds[2 * i]);
        }
        if (escapes) {
            unescape(fields);
        }
        return fields;
    }

    /** Two quotes inside a quoted field are one. */
    private void unescape(String[] fields) {
        for (int i = 0; i < fieldCount; i++) {
            boolean quoted = bounds[2 * i] > 0 && text[bounds[2 * i] - 1] == '"';
            fields[i] = quoted ? fields[i].replace("\"\"", "\"") : fields[i];
        }
    }

    /** Reads the next row; empty lines are passed over. */
    Result read() throws IOException {
        for (int c = chars.peek(); c == '\n' || c == '\r'; c = chars.peek()) {
            chars.next();
        }
        length = 0;
        fieldCount = 0;
        escapes = false;
        bad = false;
        firstLineEnd = NO_LINE_END;
        if (chars.peek() == Chars.END) {
            return Result.END;
        }
        while (true) {
            Step step = chars.peek() == '"' ? quotedField() : plainField();
            switch (step) {
                case NEXT_FIELD -> {}
                case ROW_END -> {
                    return Result.ROW;
                }
                case STRAY_QUOTE -> {
                    return strayQuote();
                }
                case TOO_LARGE -> {
                    return tooLarge(false);
                }
                case TOO_LARGE_IN_QUOTES -> {
                    return tooLarge(true);
                }
            }
        }
    }

    /** How a field ended. */
    private enum Step {
        NEXT_FIELD,
        ROW_END,
        STRAY_QUOTE,
        TOO_LARGE,
        TOO_LARGE_IN_QUOTES
    }

    private Step plainField() throws IOException {
        int start = length;
        while (true) {
            int c = chars.next();
            if (c == delimiter) {
                addField(start, length);
                return append(c) ? Step.NEXT_FIELD : Step.TOO_LARGE;
            }
            if (c == '\n' || c == '\r' || c == Chars.END) {
                addField(start, length);
                takeLineFeed(c);
                return Step.ROW_END;
            }
            if (!append(c)) {
                return Step.TOO_LARGE;
            }
        }
    }

    private Step quotedField() throws IOException {
        append(chars.next());
        int start = length;
        while (true) {
            int c = chars.next();
            if (c == Chars.END) {
                return Step.STRAY_QUOTE;
            }
            if (c != '"') {
                if (firstLineEnd == NO_LINE_END && (c == '\n' || c == '\r')) {
                    firstLineEnd = length;
                }
                if (!append(c)) {
                    return firstLineEnd == NO_LINE_END ? Step.TOO_LARGE_IN_QUOTES : Step.STRAY_QUOTE;
                }
                continue;
            }
            append(c);
            if (chars.peek() != '"') {
                addField(start, length - 1);
                return afterQuote();
            }
            escapes = true;
            append(chars.next());
        }
    }

    private Step afterQuote() throws IOException {
        int c = chars.peek();
        if (c == delimiter) {
            append(chars.next());
            return Step.NEXT_FIELD;
        }
        if (c == '\n' || c == '\r' || c == Chars.END) {
            takeLineFeed(chars.next());
            return Step.ROW_END;
        }
        return Step.STRAY_QUOTE;
    }

    private void takeLineFeed(int lineEnd) throws IOException {
        if (lineEnd == '\r' && chars.peek() == '\n') {
            chars.next();
        }
    }

    /** Keeps the first line of what was read and gives the others back. */
    private Result strayQuote() throws IOException {
        if (firstLineEnd == NO_LINE_END) {
            return skipLine() ? Result.STRAY_QUOTE : Result.TOO_LARGE;
        }
        chars.unread(new String(text, firstLineEnd, length - firstLineEnd));
        length = firstLineEnd;
        return Result.STRAY_QUOTE;
    }

    private boolean skipLine() throws IOException {
        boolean fits = true;
        for (int c = chars.peek(); c != '\n' && c != '\r' && c != Chars.END; c = chars.peek()) {
            fits = append(chars.next()) && fits;
        }
        return fits;
    }

    /** Passes over the rest of the row, by the rules that reading follows. */
    private Result tooLarge(boolean withinQuotes) throws IOException {
        boolean quoted = withinQuotes;
        int before = 0;
        for (int c = chars.next(); c != Chars.END; c = chars.next()) {
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            if (c == '"') {
                // One right after a closing quote opens again: the two are one quote inside the field.
                quoted = !quoted && (before == delimiter || before == '"');
            }
            before = c;
        }
        return Result.TOO_LARGE;
    }

    private void addField(int start, int end) {
        if (bounds.length < 2 * fieldCount + 2) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * fieldCount] = start;
        bounds[2 * fieldCount + 1] = end;
        fieldCount++;
    }

    /** False if the row is too long now. */
    private boolean append(int c) {
        if (length == text.length && length < CAPACITY) {
            text = Arrays.copyOf(text, Math.min(CAPACITY, 2 * length));
        }
        if (length < text.length) {
            text[length++] = (char) c;
        }
        bad |= c == Encodings.BAD;
        return length <= Decoder.MAX_RECORD;
    }
}
