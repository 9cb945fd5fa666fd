package io.serai.normalise;

import java.text.Normalizer;

/** The cleaning all texts share. */
final class Unicode {
    private static final char ZWNJ = '\u200C';
    private static final int NEXT_LINE = 0x85;
    private static final char ZWJ = '\u200D';

    private Unicode() {}

    /** Neither control characters nor lone surrogates. */
    static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPairAt(text, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean isPairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    /** ASCII without control characters, edge spaces and double spaces: nothing to clean, as most text is. */
    static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    /**
     * Control and invisible characters stripped, NFC, white space folded to single spaces and trimmed. The joiners that
     * shape emoji and Indic and Persian letters stay unless told otherwise.
     */
    static String clean(String text, boolean keepJoiners) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (isSpace(point)) {
                visible.append(' ');
            } else if (!isInvisible(point) || (keepJoiners && (point == ZWJ || point == ZWNJ))) {
                visible.appendCodePoint(point);
            }
        }
        return foldSpaces(Normalizer.normalize(visible, Normalizer.Form.NFC));
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    private static String foldSpaces(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' || (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ')) {
                folded.append(c);
            }
        }
        int end = folded.length();
        return end > 0 && folded.charAt(end - 1) == ' ' ? folded.substring(0, end - 1) : folded.toString();
    }
}
