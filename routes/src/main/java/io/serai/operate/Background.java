package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.error.Traces;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on request that goes on when whoever asked has been told that it has begun. */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /**
     * Starts work on another thread and waits until it says that it has begun.
     *
     * @param what it is, for the log
     * @param work completes what it is handed at the latest when it ends well
     * @throws SeraiException if it fails before it has begun; a later failure is logged
     */
    static <T> T begin(Executor executor, String what, Consumer<CompletableFuture<T>> work) {
        CompletableFuture<T> begun = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                work.accept(begun);
            } catch (SeraiException e) {
                tell(begun, what, e);
            } catch (RuntimeException e) {
                LOG.error("{} failed: {}", what, Traces.withoutMessages(e));
                tell(begun, what, new SeraiException(ErrorCode.INTERNAL, what + " failed; the log says more.", e));
            }
        });
        return await(begun);
    }

    /** What another thread answers, or its failure as if it were ours. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SeraiException known) {
                throw known;
            }
            throw e;
        }
    }

    private static void tell(CompletableFuture<?> begun, String what, SeraiException failure) {
        if (!begun.completeExceptionally(failure)) {
            LOG.warn("{} stopped: {} {}", what, failure.code(), failure.getMessage());
        }
    }
}
