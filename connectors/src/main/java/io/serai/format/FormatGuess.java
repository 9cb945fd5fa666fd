package io.serai.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a file holds, told by its first bytes: for files whose name is not known or not to be trusted. */
public final class FormatGuess {
    private static final int LOOK = 64 * 1024;
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final ObjectMapper JSON = new ObjectMapper();

    private FormatGuess() {}

    /**
     * Reads some of a file, which may be packed with gzip, and closes it.
     *
     * @return without a format for a zip: the names in it tell
     * @throws SeraiException FILE_UNREADABLE if it is damaged
     */
    public static FormatOptions of(InputStream file) {
        try (InputStream packed = new BufferedInputStream(file, LOOK)) {
            return of(Compression.unpacked(packed).readNBytes(LOOK));
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.FILE_UNREADABLE, "The file is damaged or no whole gzip file. Pack it again.", e);
        }
    }

    private static FormatOptions of(byte[] start) throws IOException {
        String magic = new String(start, 0, Math.min(4, start.length), StandardCharsets.ISO_8859_1);
        if (magic.startsWith("PK")) {
            return FormatOptions.DEFAULT;
        }
        if (magic.equals("PAR1")) {
            return FormatOptions.DEFAULT.as(Format.PARQUET);
        }
        Charset encoding = encoding(start);
        String text = text(start, encoding);
        Format format = format(text.stripLeading());
        Optional<Character> delimiter =
                format == Format.CSV ? Optional.of(CsvDecoder.delimiterOf(text)) : Optional.empty();
        return new FormatOptions(Optional.of(format), delimiter, encoding, List.of(), List.of());
    }

    /** What is no UTF-8 is what a western spreadsheet writes; the last character may be cut. */
    private static Charset encoding(byte[] start) throws IOException {
        String text = text(start, StandardCharsets.UTF_8);
        int bad = text.indexOf(Encodings.BAD);
        boolean cut = start.length == LOOK && bad == text.length() - 1;
        return bad < 0 || cut ? StandardCharsets.UTF_8 : WESTERN;
    }

    private static String text(byte[] bytes, Charset encoding) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[LOOK];
        try (Reader reader = Encodings.reader(new ByteArrayInputStream(bytes), encoding)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                text.append(buffer, 0, read);
            }
        }
        return text.toString();
    }

    private static Format format(String text) {
        if (text.startsWith("<")) {
            return Format.XML;
        }
        if (text.startsWith("[")) {
            return Format.JSON;
        }
        if (!text.startsWith("{")) {
            return Format.CSV;
        }
        return isWhole(text.lines().findFirst().orElse("")) ? Format.JSONL : Format.JSON;
    }

    private static boolean isWhole(String line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
