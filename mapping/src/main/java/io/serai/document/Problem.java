package io.serai.document;

/**
 * One thing wrong in a configuration file.
 *
 * @param file the file's name as the user knows it
 * @param line the line, counted from 1
 * @param path where in the document, such as {@code traits.birth_date.type}; empty for the document itself
 * @param message what is wrong
 * @param cure what to do about it
 */
public record Problem(String file, int line, String path, String message, String cure) {
    @Override
    public String toString() {
        String where = path.isEmpty() ? file + ":" + line : file + ":" + line + ": " + path;
        return where + ": " + message + (cure.isEmpty() ? "" : " " + cure);
    }
}
