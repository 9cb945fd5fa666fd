package io.serai.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a hub until it is told to stop, by a signal or over the API. */
@Command(name = "start", description = "Start the hub.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Option(names = "--config", defaultValue = "config", description = "The configuration's folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        Hub hub = Hub.start(HubSettings.of(config));
        Thread stop = new Thread(
                () -> {
                    hub.close();
                    // A JVM that ends by a signal reports the signal; a drained hub has ended well.
                    Runtime.getRuntime().halt(0);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        hub.awaitShutdown();
        hub.close();
        return 0;
    }
}
