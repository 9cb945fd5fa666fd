package io.serai.profile;

import io.serai.store.Moments;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ByteWriter} wrote. Not thread-safe. */
final class ByteReader {
    static final byte TEXT = 1;
    static final byte WHOLE = 2;
    static final byte DECIMAL = 3;
    static final byte TRUE = 4;
    static final byte FALSE = 5;
    static final byte DAY = 6;
    static final byte MOMENT = 7;
    static final byte LIST = 8;

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long count() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    long whole() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    byte get() {
        return bytes[at++];
    }

    String text() {
        int size = (int) count();
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    /** A value, or null where a zero byte stands for none. */
    @org.jspecify.annotations.Nullable Object valueOrNull() {
        if (bytes[at] == 0) {
            at++;
            return null;
        }
        return value();
    }

    Object value() {
        byte tag = get();
        return switch (tag) {
            case TEXT -> text();
            case WHOLE -> whole();
            case DECIMAL -> new BigDecimal(text());
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case DAY -> LocalDate.ofEpochDay(whole());
            case MOMENT -> Moments.ofMicros(whole());
            case LIST -> list();
            default -> throw new IllegalStateException("unknown value tag " + tag);
        };
    }

    private List<String> list() {
        int size = (int) count();
        List<String> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(text());
        }
        return List.copyOf(items);
    }
}
