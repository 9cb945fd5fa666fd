package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Says what is wrong and how to mend it. */
@Command(
        name = "doctor",
        description = "What needs somebody, the most harmful first, and what to do about it.",
        footer = {
            "",
            "Exit status 3: something does.",
            "",
            "Examples:",
            "  serai doctor",
            "  serai doctor --output jsonl"
        })
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    private static final Table FINDINGS = Table.of("kind", "name", "code", "cure", "message", "harm", "since");

    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        JsonNode answer = serai.api().get("/api/v1/attention");
        serai.printer().list(answer, FINDINGS, "All is well.");
        return (answer.path("attention").isEmpty() ? Exit.DONE : Exit.FINDINGS).status();
    }
}
