package io.serai.format;

import io.serai.raw.RawItem;
import java.io.IOException;
import java.util.Optional;

/** JSON Lines: whatever a line holds, the next one begins after it. Blank lines are passed over. */
final class JsonLinesDecoder implements Decoder {
    private final Chars chars;

    JsonLinesDecoder(Chars chars) {
        this.chars = chars;
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        while (chars.peek() != Chars.END) {
            StringBuilder line = new StringBuilder();
            if (!readLine(line)) {
                return Optional.of(JsonText.tooLarge(position, line));
            }
            String text = line.toString();
            if (!text.isBlank()) {
                return Optional.of(JsonText.parse(position, text));
            }
        }
        return Optional.empty();
    }

    /** False if the line was too long; the rest of it was passed over. */
    private boolean readLine(StringBuilder line) throws IOException {
        boolean fits = true;
        for (int c = chars.next(); c != Chars.END && c != '\n'; c = chars.next()) {
            fits &= line.length() < MAX_RECORD;
            if (fits) {
                line.append((char) c);
            }
        }
        return fits;
    }
}
