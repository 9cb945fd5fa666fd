package io.serai.connectors.objects;

import io.serai.connector.Pauser;
import io.serai.connectors.objects.ObjectStore.Listed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The bytes of one object, as many as were listed. A connection that breaks is opened again where it broke, a few times
 * in a row, with growing pauses. For one thread, but for {@link #close}.
 */
final class PatientInput extends InputStream {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final ObjectStore store;
    private final Listed object;
    private final Pauser pauser;
    private volatile Optional<InputStream> input = Optional.empty();
    private long offset;
    private volatile boolean closed;

    PatientInput(ObjectStore store, Listed object, Pauser pauser) {
        this.store = store;
        this.object = object;
        this.pauser = pauser;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        long left = object.size() - offset;
        if (left <= 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, left);
        for (int attempt = 1; ; attempt++) {
            try {
                int read = opened().read(bytes, start, wanted);
                if (read < 0) {
                    throw new IOException("the connection ended before the object did");
                }
                offset += read;
                return read;
            } catch (IOException e) {
                release();
                if (attempt == ATTEMPTS || closed) {
                    throw e;
                }
                pause(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
            }
        }
    }

    private InputStream opened() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (input.isEmpty()) {
            input = Optional.of(store.open(object, offset));
        }
        return input.get();
    }

    private void pause(Duration pause) throws IOException {
        try {
            pauser.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What a broken connection says when it is closed is no news. */
    private void release() {
        Optional<InputStream> broken = input;
        input = Optional.empty();
        broken.ifPresent(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(PatientInput.class).debug("closing a broken connection", e);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        release();
    }
}
