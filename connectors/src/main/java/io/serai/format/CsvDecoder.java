package io.serai.format;

import io.serai.error.SeraiException;
import io.serai.raw.Header;
import io.serai.raw.RawItem;
import io.serai.raw.TabularRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** CSV with a header: a row of another length than the header is malformed, and only that row. */
final class CsvDecoder implements Decoder {
    private static final String CANDIDATES = ",;\t|";

    private final Chars chars;
    private final FormatOptions options;
    private Optional<CsvRows> rows = Optional.empty();
    private Optional<Header> header = Optional.empty();

    CsvDecoder(Chars chars, FormatOptions options) {
        this.chars = chars;
        this.options = options;
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        if (rows.isEmpty()) {
            rows = Optional.of(new CsvRows(chars, options.delimiter().orElse(delimiterOf(chars.ahead()))));
        }
        if (header.isEmpty()) {
            header = header(rows.get());
            if (header.isEmpty()) {
                return Optional.empty();
            }
        }
        return row(rows.get(), header.get(), position);
    }

    /** Empty if the file is. */
    private Optional<Header> header(CsvRows rows) throws IOException {
        List<String> names = options.header();
        if (names.isEmpty()) {
            CsvRows.Result result = rows.read();
            if (result == CsvRows.Result.END) {
                return Optional.empty();
            }
            if (result != CsvRows.Result.ROW || rows.isBad()) {
                throw new Damaged("The header line cannot be read: it has a stray quote, broken bytes or is endless.");
            }
            names = List.of(rows.fields());
        }
        try {
            return Optional.of(Header.of(names));
        } catch (SeraiException e) {
            throw new Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<RawItem> row(CsvRows rows, Header header, long position) throws IOException {
        return switch (rows.read()) {
            case END -> Optional.empty();
            case TOO_LARGE -> Optional.of(JsonText.tooLarge(position, rows.text()));
            case STRAY_QUOTE ->
                Optional.of(JsonText.malformed(
                        position, "The row has a quote that does not enclose a field.", rows.text()));
            case ROW -> Optional.of(row(rows, rows.fields(), header, position));
        };
    }

    private static RawItem row(CsvRows rows, String[] fields, Header header, long position) {
        if (rows.isBad()) {
            return JsonText.malformed(
                    position, "The record holds bytes that are not in the file's encoding.", rows.text());
        }
        if (fields.length != header.size()) {
            return JsonText.malformed(
                    position,
                    "The row has " + fields.length + " fields, but the header " + header.size() + ".",
                    rows.text());
        }
        return new RawItem.Read(position, TabularRecord.of(header, fields));
    }

    /** The candidate that is most often in the first line, outside quotes. */
    static char delimiterOf(CharSequence start) {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            boolean ends = (c == '\n' || c == '\r') && !quoted;
            if (ends && begun) {
                break;
            }
            begun |= !ends;
            quoted ^= c == '"';
            int candidate = quoted ? -1 : CANDIDATES.indexOf(c);
            if (candidate >= 0) {
                counts[candidate]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return CANDIDATES.charAt(best);
    }
}
