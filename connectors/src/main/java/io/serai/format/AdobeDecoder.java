package io.serai.format;

import io.serai.format.TarFiles.TarFile;
import io.serai.raw.Header;
import io.serai.raw.RawItem;
import io.serai.raw.TabularRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The hits of an Adobe data feed, with the names and labels of its lookup files. */
final class AdobeDecoder implements Decoder {
    private static final String HITS = "hit_data.tsv";
    private static final int TAR_START = 512;

    private final AdobeLookups lookups;
    private final Header header;
    private final TsvRows rows;
    private final Optional<Spool> spool;
    private final Optional<InputStream> spooled;

    private AdobeDecoder(AdobeLookups lookups, InputStream hits, FormatOptions options, Optional<Spool> spool)
            throws IOException {
        this.lookups = lookups;
        this.header = lookups.header();
        this.rows = new TsvRows(new Chars(Encodings.reader(hits, options.encoding())), true);
        this.spool = spool;
        this.spooled = spool.map(any -> hits);
    }

    /**
     * A delivery in one file, hits and lookups in one tar archive; in any order, so the hits are set aside until all
     * lookups are known.
     */
    static Decoder open(InputStream input, FormatOptions options) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input);
        buffered.mark(TAR_START);
        byte[] start = buffered.readNBytes(TAR_START);
        buffered.reset();
        AdobeLookups lookups = new AdobeLookups(options.encoding());
        if (!TarFiles.isTar(start)) {
            // Says which file is missing.
            return new AdobeDecoder(lookups, buffered, options, Optional.empty());
        }
        Spool spool = Spool.create();
        try {
            separate(new TarFiles(buffered), lookups, spool);
            return new AdobeDecoder(
                    lookups, new GZIPInputStream(Files.newInputStream(spool.path())), options, Optional.of(spool));
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static void separate(TarFiles files, AdobeLookups lookups, Spool spool) throws IOException {
        boolean found = false;
        try (OutputStream hits = new GZIPOutputStream(Files.newOutputStream(spool.path()))) {
            for (Optional<TarFile> file = files.next(); file.isPresent(); file = files.next()) {
                if (file.get().name().equals(HITS)) {
                    found = true;
                    Spool.copy(file.get().content(), hits);
                } else {
                    lookups.add(file.get().name(), file.get().content());
                }
            }
        }
        if (!found) {
            throw new Damaged("The archive holds no " + HITS + ".");
        }
    }

    /** A delivery in several files: hits, and a tar archive with the lookups. */
    static Decoder open(InputStream hits, InputStream lookupFiles, FormatOptions options) throws IOException {
        AdobeLookups lookups = new AdobeLookups(options.encoding());
        TarFiles files = new TarFiles(lookupFiles);
        for (Optional<TarFile> file = files.next(); file.isPresent(); file = files.next()) {
            lookups.add(file.get().name(), file.get().content());
        }
        return new AdobeDecoder(lookups, hits, options, Optional.empty());
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        List<String> row = rows.read();
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (rows.isTooLong()) {
            return Optional.of(JsonText.tooLarge(position, rows.text()));
        }
        if (rows.text().indexOf(Encodings.BAD) >= 0) {
            return Optional.of(JsonText.malformed(
                    position, "The record holds bytes that are not in the file's encoding.", rows.text()));
        }
        if (row.size() != lookups.columnCount()) {
            return Optional.of(JsonText.malformed(
                    position,
                    "The row has " + row.size() + " fields, but column_headers.tsv " + lookups.columnCount() + ".",
                    rows.text()));
        }
        List<String> cells = new ArrayList<>(row);
        cells.addAll(lookups.labels(row));
        return Optional.of(new RawItem.Read(position, TabularRecord.of(header, cells.toArray(String[]::new))));
    }

    @Override
    public void close() throws IOException {
        if (spooled.isPresent()) {
            spooled.get().close();
        }
        if (spool.isPresent()) {
            spool.get().close();
        }
    }
}
