package io.serai.format;

import io.serai.raw.RawItem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks gzip and zip as it reads, and refuses data that swells as only a zip bomb does. */
final class Compression {
    private static final int MAGIC = 4;

    private Compression() {}

    /**
     * @param input must support marks
     */
    static Decoder decoder(InputStream input, String fileName, FormatOptions options) throws IOException {
        input.mark(MAGIC);
        byte[] magic = input.readNBytes(MAGIC);
        input.reset();
        if (startsWith(magic, 'P', 'K', 3, 4) || startsWith(magic, 'P', 'K', 5, 6)) {
            return new ZipDecoder(new Counted(input), options);
        }
        return Formats.decoder(unpacked(input), fileName, options);
    }

    /**
     * The content of a file that may be packed with gzip.
     *
     * @param input must support marks
     */
    static InputStream unpacked(InputStream input) throws IOException {
        input.mark(MAGIC);
        byte[] magic = input.readNBytes(MAGIC);
        input.reset();
        if (!startsWith(magic, 0x1F, 0x8B)) {
            return input;
        }
        Counted packed = new Counted(input);
        return new Unpacked(new Members(packed), packed);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Each file of the archive in turn; what is wrong with one ends only that one. */
    private static final class ZipDecoder implements Decoder {
        private final Counted packed;
        private final ZipInputStream zip;
        private final FormatOptions options;
        private Optional<Decoder> entry = Optional.empty();

        ZipDecoder(Counted packed, FormatOptions options) {
            this.packed = packed;
            this.zip = new ZipInputStream(packed);
            this.options = options;
        }

        @Override
        public Optional<RawItem> next(long position) throws IOException {
            while (entry.isPresent() || open()) {
                try {
                    Optional<RawItem> item = entry.orElseThrow().next(position);
                    if (item.isPresent()) {
                        return item;
                    }
                    leave();
                } catch (Damaged e) {
                    leave();
                    return Optional.of(Formats.unreadable(position, e));
                }
            }
            return Optional.empty();
        }

        private void leave() throws IOException {
            Optional<Decoder> left = entry;
            entry = Optional.empty();
            if (left.isPresent()) {
                left.get().close();
            }
        }

        @Override
        public void close() throws IOException {
            leave();
        }

        /** Steps to the next file that is one; false at the end. */
        private boolean open() throws IOException {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (!next.isDirectory() && !isHidden(next.getName())) {
                    InputStream content = new Unpacked(zip, packed);
                    String name = next.getName();
                    entry = Optional.of(new LazyDecoder(() -> Formats.decoder(content, name, options)));
                    return true;
                }
            }
            return false;
        }

        private static boolean isHidden(String name) {
            return name.startsWith("__MACOSX/")
                    || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
        }
    }

    /** The members of a gzip file one after another. Java passes over what follows them and is none; this tells of it. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        Members(InputStream packed) throws IOException {
            super(packed);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0 && isAnythingLeft()) {
                throw new Damaged("What follows the compressed records is no gzip data; the file is damaged or was"
                        + " joined with another one.");
            }
            return read;
        }

        /** Zeros are the padding of tapes and blocks. */
        private boolean isAnythingLeft() throws IOException {
            for (int at = len - inf.getRemaining() + TRAILER; at < len; at++) {
                if (buf[at] != 0) {
                    return true;
                }
            }
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next > 0;
        }
    }

    /** Packed bytes, counted. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** Unpacked bytes, held against the packed ones. Text shrinks to a tenth, a log to a fiftieth, a bomb to a 1000th. */
    private static final class Unpacked extends FilterInputStream {
        private static final int MAX_RATIO = 200;
        private static final long HARMLESS = 16L * 1024 * 1024;

        private final Counted packed;
        private final long packedBefore;
        private long count;

        Unpacked(InputStream content, Counted packed) {
            super(content);
            this.packed = packed;
            this.packedBefore = packed.count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            if (count > HARMLESS && count / MAX_RATIO > packed.count - packedBefore) {
                throw new Damaged("The file unpacks to more than " + MAX_RATIO
                        + " times its size, as only a zip bomb does; unpack it yourself if it is none.");
            }
            return read;
        }
    }
}
