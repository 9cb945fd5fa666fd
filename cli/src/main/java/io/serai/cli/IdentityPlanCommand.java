package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What changed rules would do to people, and through them to segments and destinations. */
@Command(
        name = "plan",
        description = "What changed rules would do to people, segments and destinations; changes nothing.",
        footer = {
            "",
            "Takes as long as applying. Values are masked unless you say why you need them; the hub's audit log",
            "keeps the reason.",
            "",
            "Examples:",
            "  serai identity plan",
            "  serai identity plan --output json --reveal 'ticket 812'"
        })
@SuppressWarnings("NullAway.Init")
final class IdentityPlanCommand implements Callable<Integer> {
    private static final Table LARGEST = Table.of("profileId", "subjects", "joined");
    private static final Table GLUE = Table.of("namespace", "value", "profiles");
    private static final Table SEGMENTS = Table.of("name", "entered", "exited");
    private static final Table SYNCS = Table.of("name", "added", "updated", "removed");

    @ParentCommand
    private IdentityCommand identity;

    @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
    private Optional<String> reason = Optional.empty();

    @Override
    public Integer call() {
        JsonNode plan = identity.serai()
                .api()
                .post(IdentityCommand.PATH + "plan", Api.body(), ProfileCommand.revealing(reason));
        Printer printer = identity.serai().printer();
        printer.one(plan, "changed", node -> view(printer, node));
        return Exit.DONE.status();
    }

    private static void view(Printer printer, JsonNode plan) {
        if (!plan.path("changed").asBoolean()) {
            printer.line("Neither the schema nor the rules change.");
            return;
        }
        printer.line(Table.cell(plan.path("subjects")) + " records would be " + Table.cell(plan.path("profiles"))
                + " profiles: " + Table.cell(plan.path("merged")) + " merged into others, "
                + Table.cell(plan.path("split")) + " split off.");
        IdentityCommand.section(printer, "Largest profiles", plan.path("largest"), LARGEST);
        IdentityCommand.section(printer, "Values that join most profiles", plan.path("glue"), GLUE);
        IdentityCommand.section(printer, "Segments", plan.path("segments"), SEGMENTS);
        IdentityCommand.section(printer, "Destinations", plan.path("syncs"), SYNCS);
        plan.path("pairs").forEach(pair -> pair(printer, pair));
    }

    private static void pair(Printer printer, JsonNode pair) {
        boolean merges = pair.path("kind").asText().equals("merge");
        printer.heading((merges ? "Would merge: profile " : "Would split: profile ")
                + pair.path("otherId").asText() + (merges ? " into " : " off ")
                + pair.path("profileId").asText() + ", for example records "
                + pair.at("/one/subject").asText() + " and "
                + pair.at("/other/subject").asText());
        IdentityCommand.reasons(printer, pair);
    }
}
