package io.serai.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands against a hub and keeps what they wrote. */
final class Shell {
    private final Map<String, String> environment = new HashMap<>();
    private final FakeHub hub;
    private Path directory = Path.of("/nowhere");
    private String typed = "";
    private Duration tick = Duration.ZERO;
    private String out = "";
    private String err = "";

    Shell(FakeHub hub) {
        this.hub = hub;
        environment.put("SERAI_TOKEN", FakeHub.TOKEN);
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell in(Path folder) {
        directory = folder;
        return this;
    }

    Shell typing(String text) {
        typed = text;
        return this;
    }

    /** How far the clock goes at each look. */
    Shell ticking(Duration step) {
        tick = step;
        return this;
    }

    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + hub.url());
        return runAsTyped(all.toArray(String[]::new));
    }

    /** Runs a command that does not say which hub it is for. */
    int runAsTyped(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int status = main(outText, errText).run(arguments);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    /** The commands themselves, to be looked at. */
    CommandLine commands() {
        return main(new StringWriter(), new StringWriter()).commands();
    }

    private Main main(StringWriter outText, StringWriter errText) {
        return new Main(new Surroundings(
                environment,
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(outText, true),
                new PrintWriter(errText, true),
                directory,
                new TickingClock(tick),
                Duration.ofMillis(1)));
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    private static final class TickingClock extends Clock {
        private final Duration step;
        private Instant now = Instant.parse("2026-01-05T00:00:00Z");

        TickingClock(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
