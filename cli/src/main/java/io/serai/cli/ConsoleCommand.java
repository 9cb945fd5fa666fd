package io.serai.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** A way into the console. */
@Command(
        name = "console",
        description = "An address that opens the console signed in as whoever asks: good once, for five minutes.",
        footer = {"", "Examples:", "  serai console", "  xdg-open \"$(serai console --quiet)\""})
@SuppressWarnings("NullAway.Init")
final class ConsoleCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        // Behind the '#', which browsers send to nobody: no log keeps the ticket.
        String address = serai.api().address("/console#ticket=")
                + serai.api()
                        .post("/api/v1/session/ticket", Api.body())
                        .path("ticket")
                        .asText();
        serai.printer()
                .one(
                        Api.body().put("address", address),
                        "address",
                        node -> serai.printer().line(address));
        return Exit.DONE.status();
    }
}
