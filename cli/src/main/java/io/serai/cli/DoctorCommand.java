package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Says what is wrong and how to mend it. */
@Command(
        name = "doctor",
        description = "What is wrong, and what to do about it.",
        footer = {"", "Exit status 3: something is.", "", "Example:", "  serai doctor"})
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    private static final Table FINDINGS = Table.of("where", "what", "cure");

    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        JsonNode status = serai.api().get("/api/v1/status");
        List<JsonNode> findings = findings(status);
        serai.printer().list(Api.body().set("findings", Api.JSON.valueToTree(findings)), FINDINGS, "All is well.");
        return (findings.isEmpty() ? Exit.DONE : Exit.FINDINGS).status();
    }

    private static List<JsonNode> findings(JsonNode status) {
        List<JsonNode> findings = new ArrayList<>();
        for (JsonNode problem : status.path("configProblems")) {
            String where =
                    problem.path("file").asText() + ":" + problem.path("line").asText();
            add(
                    findings,
                    where,
                    problem.path("message").asText(),
                    problem.path("cure").asText());
        }
        failing(findings, status, "sources", "source", "serai run list --kind import");
        failing(findings, status, "segments", "segment", "serai segment show NAME");
        failing(findings, status, "syncs", "sync", "serai sync show NAME; a held one: serai sync release NAME");
        if (!status.path("pendingApply").isEmpty()) {
            add(findings, "configuration", "changes wait to be applied", "serai plan, then serai apply");
        }
        long open = status.path("deadLetters").path("open").asLong();
        if (open > 0) {
            add(findings, "dead letters", Books.number(open) + " are open", "serai dead-letter list");
        }
        return findings;
    }

    private static void failing(List<JsonNode> findings, JsonNode status, String list, String noun, String cure) {
        for (JsonNode item : status.path(list)) {
            String state = item.path("state").asText();
            String error = Table.cell(item.path("error"));
            if (!error.isEmpty() || state.matches("failed|held|stale")) {
                String name = item.path("name").asText();
                add(
                        findings,
                        noun + " " + name,
                        state + (error.isEmpty() ? "" : ": " + error),
                        cure.replace("NAME", name));
            }
        }
    }

    private static void add(List<JsonNode> findings, String where, String what, String cure) {
        findings.add(Api.body().put("where", where).put("what", what).put("cure", cure));
    }
}
