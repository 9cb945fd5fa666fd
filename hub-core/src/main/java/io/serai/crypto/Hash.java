package io.serai.crypto;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A look-up hash of 16 bytes as a value; ordered as MariaDB orders BINARY(16). */
public record Hash(long high, long low) implements Comparable<Hash> {

    /** From the first 16 bytes. */
    public static Hash of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Hash(buffer.getLong(), buffer.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(Keyring.HASH_BYTES)
                .putLong(high)
                .putLong(low)
                .array();
    }

    @Override
    public int compareTo(Hash other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && high == hash.high && low == hash.low;
    }

    /** Appends the 32 hexadecimal digits. */
    public void appendTo(StringBuilder text) {
        HexFormat hex = HexFormat.of();
        text.append(hex.toHexDigits(high)).append(hex.toHexDigits(low));
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
