package io.serai.route;

import io.vertx.core.http.HttpConnection;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streamed answer tied to its line. A caller who goes away closes the stream. A stream that breaks off breaks the line,
 * because the server would else leave the caller waiting: what has come must not look whole.
 */
final class StreamedAnswer extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);
    private static final int PATIENCE_SECONDS = 10;

    private final HttpConnection line;

    private StreamedAnswer(InputStream bytes, HttpConnection line) {
        super(bytes);
        this.line = line;
    }

    static InputStream of(InputStream bytes, Message message) {
        HttpMessage http = (HttpMessage) message;
        StreamedAnswer answer = new StreamedAnswer(bytes, http.getRequest().connection());
        http.getResponse().closeHandler(any -> answer.abandon());
        return answer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            breakLine();
            throw e;
        }
    }

    /** Waits for it: on an open line the server would try to answer once more, fail, and keep the exchange for ever. */
    private void breakLine() {
        try {
            line.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a broken answer's line is not closed yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abandon() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream that nobody reads cannot be closed", e);
        }
    }
}
