package io.serai.app.demo;

import io.serai.app.Hub;
import io.serai.app.HubSettings;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all of Serai on made-up people, and checks the books. */
@Command(
        name = "demo",
        description = "Make up a shop's customers, take them in, resolve, segment and send; then stay up.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status 0 only if every book balances and the hub counted what was written.",
            "",
            "Examples:",
            "  serai demo",
            "  serai demo --people 100000 --exit"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DemoCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final List<String> EXAMPLES = List.of(
            "console",
            "status",
            "profile get card:C-1",
            "profile explain card:C-1",
            "segment list",
            "dead-letter list",
            "sync run newsletter");

    private final Clock clock = Clock.systemUTC();

    @Option(names = "--people", defaultValue = "20000", paramLabel = "N", description = "How many; 20000 unless said.")
    private int people;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Another seed, other people.")
    private long seed;

    @Option(
            names = "--data",
            defaultValue = ".serai/demo",
            paramLabel = "DIR",
            description = "The demo's folder, made anew each time; .serai/demo unless said.")
    private Path data;

    @Option(
            names = "--config",
            defaultValue = "${sys:serai.home:-.}/config",
            paramLabel = "DIR",
            description = "The configuration to copy; the shipped one unless said.")
    private Path config;

    @Option(names = "--exit", description = "End after the report.")
    private boolean exit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (people < 1) {
            throw new SeraiException(ErrorCode.USAGE, "A demo needs people: --people 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(spec.commandLine().getErr());
        DemoFolder folder = DemoFolder.make(data, config);
        HubLog.to(folder.log());
        Instant start = clock.instant();
        CompletableFuture<Map<String, Written>> input = CompletableFuture.supplyAsync(() -> write(folder));
        progress.at(String.format(Locale.ROOT, "starting the hub and making up %,d people", people));
        try (Hub hub = Hub.start(new HubSettings(folder.config(), System.getenv(), clock))) {
            AtomicInteger interrupted = new AtomicInteger(INTERRUPTED);
            Thread stop = closing(hub, interrupted);
            Runtime.getRuntime().addShutdownHook(stop);
            Duration begun = Duration.between(start, clock.instant());
            DemoResult result = new Demo(hub, progress::at).follow(written(input));
            progress.end();
            Duration all = Duration.between(start, clock.instant());
            new DemoReport(out, result).print(begun, all);
            interrupted.set(0);
            if (exit) {
                Runtime.getRuntime().removeShutdownHook(stop);
            } else {
                invite(out, hub, folder);
                hub.awaitShutdown();
            }
            return result.isGood() ? 0 : 1;
        }
    }

    private Map<String, Written> write(DemoFolder folder) {
        try {
            // The same day gives the same input.
            return new DemoData(seed, people, clock.instant().truncatedTo(ChronoUnit.DAYS)).write(folder.inbox());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Written> written(CompletableFuture<Map<String, Written>> input) {
        try {
            return input.join();
        } catch (CompletionException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The demo's input cannot be written. Is the disk full?", e);
        }
    }

    /** A JVM that ends by a signal reports the signal; a demo that has told everything has ended well. */
    private static Thread closing(Hub hub, AtomicInteger status) {
        return new Thread(
                () -> {
                    hub.close();
                    Runtime.getRuntime().halt(status.get());
                },
                "stop");
    }

    private void invite(PrintWriter out, Hub hub, DemoFolder folder) {
        String where = (hub.url().endsWith(":8080") ? "" : " --url " + hub.url()) + " --data " + folder.data();
        out.println();
        out.println(
                "The hub stays up on " + hub.url() + " until Ctrl-C, with a console at /console. In another terminal:");
        for (String command : EXAMPLES) {
            out.println("  ./serai " + command + where);
        }
        out.println("Its configuration is " + folder.config() + ": change a file and see. Sent files are in "
                + folder.outbox() + ", the hub's log is " + folder.log() + ".");
        out.flush();
    }
}
