package io.serai.format;

import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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
        Chars chars = new Chars(Encodings.reader(input, options.encoding()));
        return switch (format.get()) {
            case CSV -> new CsvDecoder(chars, options);
            case JSON -> new JsonDecoder(chars, options.path());
            case JSONL -> new JsonLinesDecoder(chars);
        };
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
            try {
                source.close();
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
