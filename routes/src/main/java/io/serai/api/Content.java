package io.serai.api;

import io.serai.error.SeraiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The body of a request, read when it is asked for. Not thread-safe. */
public final class Content {
    private final InputStream stream;
    private final int most;
    private Optional<byte[]> bytes = Optional.empty();

    private Content(InputStream stream, int most) {
        this.stream = stream;
        this.most = most;
    }

    /** One that is in memory already. */
    public static Content of(byte[] bytes) {
        return new Content(new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * One that comes as it is read.
     *
     * @param most how many bytes of it may be held in memory
     */
    public static Content of(InputStream stream, int most) {
        return new Content(stream, most);
    }

    /** @throws SeraiException USAGE if it is too large to be held in memory, or breaks off */
    byte[] bytes() {
        if (bytes.isEmpty()) {
            bytes = Optional.of(read());
        }
        return bytes.get();
    }

    private byte[] read() {
        try {
            byte[] all = stream.readNBytes(most + 1);
            if (all.length > most) {
                throw Request.usage("The body is larger than " + most + " bytes.");
            }
            return all;
        } catch (IOException e) {
            throw Request.usage("The body did not come whole.");
        }
    }

    /** All of it from its start, in whatever size. */
    InputStream stream() {
        return bytes.<InputStream>map(ByteArrayInputStream::new).orElse(stream);
    }
}
