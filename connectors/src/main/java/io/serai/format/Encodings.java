package io.serai.format;

import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * From bytes to characters. Bytes that mean nothing in the encoding become {@link #BAD}, a code point that no text may
 * hold, so that only the record they are in is unreadable.
 */
final class Encodings {
    static final char BAD = '\uFDD0';

    private static final int LONGEST_MARK = 3;

    private Encodings() {}

    /** A byte-order mark wins over what was declared, and is not part of the text. */
    static Reader reader(InputStream input, Charset declared) throws IOException {
        UntilDamage sound = new UntilDamage(input);
        PushbackInputStream bytes = new PushbackInputStream(sound, LONGEST_MARK);
        byte[] start = bytes.readNBytes(LONGEST_MARK);
        Charset charset = declared;
        int mark = 0;
        if (start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            charset = StandardCharsets.UTF_8;
            mark = 3;
        } else if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        bytes.unread(start, mark, start.length - mark);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(BAD));
        return new DamageLast(new InputStreamReader(bytes, decoder), sound);
    }

    /** Ends at the damage, so that what was read before it is decoded and not thrown away with the exception. */
    private static final class UntilDamage extends FilterInputStream {
        private Optional<IOException> damage = Optional.empty();

        UntilDamage(InputStream input) {
            super(input);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return damage.isPresent() ? -1 : super.read(bytes, offset, length);
            } catch (IOException e) {
                damage = Optional.of(e);
                return -1;
            }
        }
    }

    /** Says at the end of the text that it was no end. */
    private static final class DamageLast extends FilterReader {
        private final UntilDamage bytes;

        DamageLast(Reader text, UntilDamage bytes) {
            super(text);
            this.bytes = bytes;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0 && bytes.damage.isPresent()) {
                throw bytes.damage.get();
            }
            return read;
        }
    }

    /** Bad bytes as people know them. */
    static String shown(String text) {
        return text.replace(BAD, '\uFFFD');
    }
}
