package io.serai.format;

import io.serai.raw.RawItem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * JSON of any size: the elements of the array at a path, or the one record there. Elements are found by their brackets
 * and quotes alone and parsed one by one, so that a broken or huge one does not cost the others.
 */
final class JsonDecoder implements Decoder {
    private final Chars chars;
    private final List<String> path;
    private State state = State.START;

    /** Where in the file the decoder stands. */
    private enum State {
        START,
        FIRST_ELEMENT,
        NEXT_ELEMENT,
        VALUES,
        END
    }

    JsonDecoder(Chars chars, List<String> path) {
        this.chars = chars;
        this.path = path;
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        if (state == State.START) {
            start();
        }
        return switch (state) {
            case FIRST_ELEMENT, NEXT_ELEMENT -> element(position);
            case VALUES -> value(position);
            case START, END -> Optional.empty();
        };
    }

    private void start() throws IOException {
        for (String name : path) {
            descend(name);
        }
        int c = skipSpace();
        if (c == '[') {
            chars.next();
            state = State.FIRST_ELEMENT;
            return;
        }
        if (c == Chars.END && !path.isEmpty()) {
            throw cutOff();
        }
        state = State.VALUES;
    }

    /** Stands before the value of a member of the object that comes next. */
    private void descend(String name) throws IOException {
        if (skipSpace() != '{') {
            throw new Damaged("There is no object with '" + name + "' where 'path' looks for one.");
        }
        chars.next();
        while (skipSpace() == '"') {
            StringBuilder key = new StringBuilder();
            copyString(key);
            if (skipSpace() != ':') {
                throw new Damaged("The JSON has a name without a value on the way to 'path'.");
            }
            chars.next();
            if (key.toString().equals('"' + name + '"')) {
                return;
            }
            skipSpace();
            copyValue(new StringBuilder());
            if (skipSpace() == ',') {
                chars.next();
            }
        }
        throw new Damaged("The JSON has no '" + name + "' where 'path' looks for it.");
    }

    private Optional<RawItem> element(long position) throws IOException {
        int c = skipSpace();
        if (c == ']') {
            state = State.END;
            endOfList();
            return Optional.empty();
        }
        if (state == State.NEXT_ELEMENT && c == ',') {
            chars.next();
            c = skipSpace();
        }
        state = State.NEXT_ELEMENT;
        if (c == Chars.END) {
            throw cutOff();
        }
        if (c == ',' || c == ']') {
            String reason = "There is no record before a comma or the end of the list.";
            return Optional.of(JsonText.malformed(position, reason, ""));
        }
        return Optional.of(read(position));
    }

    /** Records after the list would be lost if nobody looked. */
    private void endOfList() throws IOException {
        chars.next();
        if (path.isEmpty() && skipSpace() != Chars.END) {
            throw new Damaged("There is more after the end of the JSON list.");
        }
    }

    /** The one value at a path; or at the root one value after another. */
    private Optional<RawItem> value(long position) throws IOException {
        if (skipSpace() == Chars.END) {
            return Optional.empty();
        }
        state = path.isEmpty() ? State.VALUES : State.END;
        return Optional.of(read(position));
    }

    private RawItem read(long position) throws IOException {
        StringBuilder text = new StringBuilder();
        return copyValue(text) ? JsonText.parse(position, text.toString()) : JsonText.tooLarge(position, text);
    }

    /** Copies the value that begins here; false if it is too long, and then only its beginning is copied. */
    private boolean copyValue(StringBuilder text) throws IOException {
        boolean fits = true;
        long depth = 0;
        while (true) {
            int c = chars.peek();
            if (c == Chars.END && (depth > 0 || text.isEmpty())) {
                throw cutOff();
            }
            if (depth == 0 && (c == Chars.END || ((c == ',' || c == ']' || c == '}') && !text.isEmpty()))) {
                return fits;
            }
            fits &= text.length() < MAX_RECORD;
            if (c == '"') {
                fits &= copyString(text);
                continue;
            }
            chars.next();
            if (fits) {
                text.append((char) c);
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            if (depth <= 0 && (c == '}' || c == ']')) {
                return fits;
            }
        }
    }

    /** Copies the string that begins here with its quotes; false if it is too long. */
    private boolean copyString(StringBuilder text) throws IOException {
        boolean escaped = false;
        boolean first = true;
        while (true) {
            int c = chars.next();
            if (c == Chars.END) {
                throw cutOff();
            }
            if (text.length() < MAX_RECORD) {
                text.append((char) c);
            }
            if (c == '"' && !escaped && !first) {
                return text.length() < MAX_RECORD;
            }
            escaped = c == '\\' && !escaped;
            first = false;
        }
    }

    private int skipSpace() throws IOException {
        int c = chars.peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            chars.next();
            c = chars.peek();
        }
        return c;
    }

    private static Damaged cutOff() {
        return new Damaged("The JSON ends in the middle of a value or list.");
    }
}
