package io.serai.profile;

/** Personal data as it shows to those who may not see it. */
public final class Mask {
    private Mask() {}

    /** Enough to recognise a value one knows, not enough to learn it. */
    public static String of(Object value) {
        String text = value.toString();
        return text.isEmpty() ? "***" : text.substring(0, text.offsetByCodePoints(0, 1)) + "***";
    }
}
