package io.serai.route;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request that was paused, read piece by piece: the next one is asked for when the last one is used up, so
 * whoever sends faster than is read waits. Read on one thread, which is not the server's.
 */
final class StreamedBody extends InputStream {
    private static final int PATIENCE_SECONDS = 60;

    private final HttpServerRequest request;
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private boolean begun;
    private Piece piece = new Piece(new byte[0], State.MORE);
    private int at;

    private enum State {
        MORE,
        END,
        BROKEN
    }

    private record Piece(byte[] bytes, State state) {}

    StreamedBody(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == piece.bytes().length) {
            if (piece.state() == State.END) {
                return -1;
            }
            piece = next();
            at = 0;
        }
        int count = Math.min(length, piece.bytes().length - at);
        System.arraycopy(piece.bytes(), at, target, offset, count);
        at += count;
        return count;
    }

    private Piece next() throws IOException {
        if (!begun) {
            begun = true;
            request.exceptionHandler(any -> arrived.add(new Piece(new byte[0], State.BROKEN)));
            request.endHandler(any -> arrived.add(new Piece(new byte[0], State.END)));
            request.handler(buffer -> arrived.add(new Piece(buffer.getBytes(), State.MORE)));
        }
        request.fetch(1);
        try {
            Piece next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null || next.state() == State.BROKEN) {
                throw new IOException("the body broke off");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the body is not waited for");
        }
    }
}
