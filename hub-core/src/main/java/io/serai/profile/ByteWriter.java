package io.serai.profile;

import io.serai.store.Moments;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Writes canonical values compactly: what {@link ByteReader} reads back. Grows as needed; not thread-safe. */
final class ByteWriter {
    private byte[] bytes = new byte[256];
    private int length;

    /** A whole number that is never negative, in 1 to 9 bytes. */
    ByteWriter count(long value) {
        long rest = value;
        while (rest >= 0x80) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        return put((byte) rest);
    }

    /** Any whole number: zigzag, so that small negative ones are short too. */
    ByteWriter whole(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        return put((byte) rest);
    }

    /** Eight bytes, the most significant first. */
    ByteWriter fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
        return this;
    }

    ByteWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        count(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    ByteWriter put(byte value) {
        room(1);
        bytes[length++] = value;
        return this;
    }

    /** A canonical value with a tag for its type. */
    ByteWriter value(Object value) {
        if (value instanceof String text) {
            return put(ByteReader.TEXT).text(text);
        }
        if (value instanceof Long number) {
            return put(ByteReader.WHOLE).whole(number);
        }
        if (value instanceof BigDecimal decimal) {
            return put(ByteReader.DECIMAL).text(decimal.toPlainString());
        }
        if (value instanceof Boolean truth) {
            return put(truth ? ByteReader.TRUE : ByteReader.FALSE);
        }
        if (value instanceof LocalDate day) {
            return put(ByteReader.DAY).whole(day.toEpochDay());
        }
        if (value instanceof Instant moment) {
            return put(ByteReader.MOMENT).whole(Moments.micros(moment));
        }
        if (value instanceof List<?> list) {
            put(ByteReader.LIST).count(list.size());
            list.forEach(item -> text((String) item));
            return this;
        }
        throw new IllegalArgumentException("no canonical value: " + value.getClass());
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
