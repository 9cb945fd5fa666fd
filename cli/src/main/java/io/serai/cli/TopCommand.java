package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What flows where, again and again. */
@Command(
        name = "top",
        description = "Live rates of each source, sync and destination, and what needs somebody, until Ctrl-C.",
        footer = {
            "",
            "Where it is no terminal, it tells once; --times says how often.",
            "",
            "Examples:",
            "  serai top",
            "  serai top --every 10",
            "  serai top --times 60 -o jsonl"
        })
@SuppressWarnings("NullAway.Init")
final class TopCommand implements Callable<Integer> {
    private static final Table EDGES = Table.of("from", "what", "to", "perSecond", "total");
    private static final Table CONCERNS = Table.of("harm", "kind", "name", "code", "message");
    /** To the upper left corner, and nothing below. */
    private static final String CLEAR = "\033[H\033[2J";

    @ParentCommand
    private Serai serai;

    @Option(names = "--every", paramLabel = "SECONDS", defaultValue = "2", description = "How often; 2 unless said.")
    private int every;

    @Option(names = "--times", paramLabel = "N", description = "How many times; until Ctrl-C on a terminal, else once.")
    private int times;

    @Override
    public Integer call() throws InterruptedException {
        if (every < 1 || times < 0) {
            throw Failure.usage("--every and --times are 1 or more.");
        }
        boolean terminal = serai.surroundings().isOutTerminal();
        int usual = terminal ? Integer.MAX_VALUE : 1;
        int most = times == 0 ? usual : times;
        for (int time = 1; time <= most; time++) {
            if (time > 1) {
                TimeUnit.SECONDS.sleep(every);
            }
            show(terminal);
        }
        return Exit.DONE.status();
    }

    private void show(boolean terminal) {
        JsonNode flow = serai.api().get("/api/v1/flow");
        Printer printer = serai.printer();
        printer.one(flow, "at", node -> {
            JsonNode concerns = serai.api().get("/api/v1/attention").path("attention");
            printer.line((terminal ? CLEAR : "") + Table.cell(node.path("at")) + ", rates of the last "
                    + node.path("windowSeconds").asText() + " s");
            printer.table(node.path("edges"), EDGES);
            if (!concerns.isEmpty()) {
                printer.heading("What needs somebody");
                printer.table(concerns, CONCERNS);
            }
        });
    }
}
