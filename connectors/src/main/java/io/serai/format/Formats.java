package io.serai.format;

import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens data files. */
public final class Formats {
    private static final int BUFFER = 64 * 1024;

    private Formats() {}

    /**
     * Records of a file, which may be compressed with gzip or be a zip of such files; that is told by its first bytes.
     * Closing the stream closes the input. Problems with the data, even if there is none to be read, are items.
     *
     * @param fileName tells the format when none is declared
     */
    public static RecordStream open(InputStream input, String fileName, FormatOptions options) {
        InputStream source = new BufferedInputStream(new SourceInput(input), BUFFER);
        return new FileStream(source, new LazyDecoder(() -> Compression.decoder(source, fileName, options)));
    }

    /** The decoder of one file that is not compressed. */
    static Decoder decoder(InputStream input, String fileName, FormatOptions options) throws IOException {
        Optional<Format> format = options.format().or(() -> Format.guess(fileName));
        if (format.isEmpty()) {
            throw new Damaged("The format cannot be told from the file's name; declare 'format'.");
        }
        return switch (format.get()) {
            case CSV -> new CsvDecoder(chars(input, options), options);
            case JSON -> new JsonDecoder(chars(input, options), options.path());
            case JSONL -> new JsonLinesDecoder(chars(input, options));
            case XML -> XmlDecoder.open(input, options);
            case PARQUET -> ParquetDecoder.open(input);
            case SNOWPLOW -> new SnowplowDecoder(chars(input, options));
            case ADOBE -> AdobeDecoder.open(input, options);
        };
    }

    private static Chars chars(InputStream input, FormatOptions options) throws IOException {
        return new Chars(Encodings.reader(input, options.encoding()));
    }

    /**
     * The hits of an Adobe data feed that is delivered in several files.
     *
     * @param lookups opens the archive of lookup files; read whole before the first hit
     */
    public static RecordStream openAdobe(InputStream hits, Supplier<InputStream> lookups, FormatOptions options) {
        InputStream source = new BufferedInputStream(new SourceInput(hits), BUFFER);
        return new FileStream(source, new LazyDecoder(() -> {
            try (InputStream files = new BufferedInputStream(new SourceInput(lookups.get()), BUFFER)) {
                return AdobeDecoder.open(Compression.unpacked(source), Compression.unpacked(files), options);
            }
        }));
    }

    /** Counts positions and turns damage into a last item. */
    private static final class FileStream implements RecordStream {
        private final InputStream source;
        private final Decoder decoder;
        private long position;
        private boolean ended;

        FileStream(InputStream source, Decoder decoder) {
            this.source = source;
            this.decoder = decoder;
        }

        @Override
        public Optional<RawItem> next() {
            if (ended) {
                return Optional.empty();
            }
            Optional<RawItem> item;
            try {
                item = decoder.next(position);
                ended = item.isEmpty();
            } catch (IOException e) {
                ended = true;
                item = Optional.of(unreadable(position, e));
            }
            position++;
            return item;
        }

        @Override
        public void close() {
            ended = true;
            try (source) {
                decoder.close();
            } catch (IOException e) {
                throw SourceInput.failed(e);
            }
        }
    }

    /** Only our own messages are shown: a library's may quote the data. */
    static RawItem unreadable(long position, IOException damage) {
        String reason = damage instanceof Damaged
                ? String.valueOf(damage.getMessage())
                : "The file is truncated or damaged here; what follows cannot be read.";
        return new RawItem.Unreadable(position, ErrorCode.FILE_UNREADABLE, reason, "");
    }
}
