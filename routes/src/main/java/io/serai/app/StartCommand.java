package io.serai.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a hub until it is told to stop, by a signal or over the API. */
@Command(name = "start", description = "Start the hub.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    @Option(names = "--config", defaultValue = "config", description = "The configuration's folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        CompletableFuture<Hub> started = new CompletableFuture<>();
        // A signal may come as soon as the hub answers, before its start has returned.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "stop"));
        Hub hub;
        try {
            hub = Hub.start(HubSettings.of(config));
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
            throw e;
        }
        started.complete(hub);
        hub.awaitShutdown();
        hub.close();
        return 0;
    }

    private static void end(CompletableFuture<Hub> started) {
        try {
            started.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS).close();
            // A JVM that ends by a signal reports the signal; a drained hub has ended well.
            Runtime.getRuntime().halt(0);
        } catch (ExecutionException e) {
            // It did not start; the exit status is already said.
        } catch (TimeoutException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
