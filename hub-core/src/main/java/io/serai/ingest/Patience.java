package io.serai.ingest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for a source's answer without being held by it. Many a client can neither be interrupted nor closed while it waits
 * for its server, so the question has a thread of its own that is left behind when the caller has better things to do.
 */
public final class Patience {
    private static final long STEP_MILLIS = 100;

    private Patience() {}

    /**
     * Asks on another thread until there is an answer or the caller is told to stop.
     *
     * @param name of the thread
     * @param stop polled a few times a second
     * @param unwanted is handed an answer that comes after the caller left, to close it
     * @return the answer; empty if told to stop before it came
     * @throws RuntimeException what the question throws
     */
    public static <T> Optional<T> unless(
            BooleanSupplier stop, String name, Supplier<T> question, Consumer<T> unwanted) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> ask(question, answer, unwanted), name);
        asking.setDaemon(true);
        asking.start();
        try {
            while (!stop.getAsBoolean()) {
                try {
                    return Optional.of(answer.get(STEP_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    // Asked again whether to stop.
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave(asking, answer, unwanted);
        return Optional.empty();
    }

    private static <T> void ask(Supplier<T> question, CompletableFuture<T> answer, Consumer<T> unwanted) {
        try {
            T value = question.get();
            if (!answer.complete(value)) {
                unwanted.accept(value);
            }
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** Whoever completes the answer first decides who closes it. */
    private static <T> void leave(Thread asking, CompletableFuture<T> answer, Consumer<T> unwanted) {
        if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
            unwanted.accept(answer.join());
        }
        // Ends a pause between two attempts; a client that waits for bytes does not hear it.
        asking.interrupt();
    }
}
