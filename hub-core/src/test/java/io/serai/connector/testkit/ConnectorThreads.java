package io.serai.connector.testkit;

import io.serai.connector.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Whose a thread is: what a connector starts is in its own group, what the hub's transport starts is not. */
final class ConnectorThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ExecutorService HUB = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "hub");
        thread.setDaemon(true);
        return thread;
    });

    private ConnectorThreads() {}

    /** Uses a connector and closes it; fails unless all threads it started end soon. */
    static void endAfter(Runnable use) {
        // What a library starts once, for the whole JVM, is not the connector's.
        use.run();
        ThreadGroup group = new ThreadGroup("connector");
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        new Thread(
                        group,
                        () -> {
                            try {
                                use.run();
                                done.complete(true);
                            } catch (Throwable e) {
                                done.completeExceptionally(e);
                            }
                        },
                        "connector")
                .start();
        done.join();
        Awaitility.await("the connector's threads end").atMost(PATIENCE).until(() -> group.activeCount() == 0);
    }

    /** The same transport, on threads of the hub's. */
    static Transport outside(Transport transport) {
        return request -> {
            try {
                return CompletableFuture.supplyAsync(() -> send(transport, request), HUB)
                        .join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause());
            }
        };
    }

    private static Transport.Response send(Transport transport, Transport.Request request) {
        try {
            return transport.send(request);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
