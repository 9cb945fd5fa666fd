package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Syncs: what keeps a destination in step with a segment. */
@Command(
        name = "sync",
        description = "Keeps destinations in step with segments.",
        footer = {"", "Examples:", "  serai sync list", "  serai sync dry-run newsletter", "  serai sync run newsletter"
        })
@SuppressWarnings("NullAway.Init")
final class SyncCommand {
    private static final String SYNCS = "/api/v1/syncs";
    private static final Table TABLE = Table.of(
            "name",
            "state",
            "destination",
            "ledger",
            "outbox",
            "jobs",
            "unerased",
            "byHand",
            "counts.selected",
            "counts.delivered",
            "counts.rejected",
            "counts.withheld",
            "counts.pending",
            "lastRun.unusable",
            "lastRun.startedAt",
            "error");

    private static final Table RECORDS =
            Table.of("id", "profileId", "state", "refused", "waiting", "attempts", "inJob", "updatedAt");

    private static final Table ERASURES = Table.of("id", "profileId", "identifier", "state", "byHand", "since");

    private static final Table ERASED = Table.of("id", "done");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All syncs and how their last run went.",
            footer = {"", "Examples:", "  serai sync list", "  serai sync list --quiet"})
    int list() {
        serai.printer().list(serai.api().get(SYNCS), TABLE, "No syncs are configured.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One sync.",
            footer = {"", "Example:", "  serai sync show newsletter"})
    int show(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        serai.printer().one(serai.api().get(path(name)), "name");
        return Exit.DONE.status();
    }

    @Command(
            name = "records",
            description = "What it knows of each member: held, sent (perhaps held), absent or gone, and what waits.",
            footer = {
                "",
                "Examples:",
                "  serai sync records newsletter",
                "  serai sync records newsletter --limit 1000 -o json"
            })
    int records(
            @Parameters(paramLabel = "NAME", description = "The sync.") String name,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--after", paramLabel = "ID", description = "Goes on behind this one.")
                    Optional<String> after) {
        JsonNode answer = serai.api().get(path(name) + "/records?limit=" + limit + behind(after));
        serai.printer().list(answer, RECORDS, "It knows of nobody.");
        return Exit.DONE.status();
    }

    @Command(
            name = "erasures",
            description = "Who may never be stored again and whom its destination may still know.",
            footer = {
                "",
                "No run erases those by hand: the destination cannot, or refused to. Erase them there, then say so with",
                "'serai sync erased'. Identifiers are masked unless --reveal says why you need them.",
                "",
                "Examples:",
                "  serai sync erasures newsletter",
                "  serai sync erasures newsletter --reveal 'request 4711' -o json"
            })
    int erasures(
            @Parameters(paramLabel = "NAME", description = "The sync, configured or not.") String name,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--after", paramLabel = "ID", description = "Goes on behind this one.")
                    Optional<String> after,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows identifiers unmasked.")
                    Optional<String> reason) {
        String page = path(name) + "/erasures?limit=" + limit + behind(after);
        serai.printer()
                .list(serai.api().get(page, ProfileCommand.revealing(reason)), ERASURES, "Nobody is to be erased.");
        return Exit.DONE.status();
    }

    @Command(
            name = "erased",
            description = "Says that people were erased at its destination by hand.",
            footer = {
                "",
                "The ids are those of 'serai sync erasures'. The audit trail keeps who said so.",
                "",
                "Example:",
                "  serai sync erased newsletter 5f0c3a9e1b7d42c68e21d0f4a3b9c857"
            })
    int erased(
            @Parameters(paramLabel = "NAME", description = "The sync, configured or not.") String name,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Who was erased.") List<String> ids) {
        ArrayNode erased = Api.JSON.createArrayNode();
        try {
            for (String id : ids) {
                JsonNode answer = serai.api().post(path(name) + "/erasures/" + Api.encoded(id) + "/done", Api.body());
                erased.addObject().put("id", id).setAll((ObjectNode) answer);
            }
        } finally {
            // Where one is wrong, those before it are done all the same.
            serai.printer().list(erased, ERASED, "Nobody was erased.");
        }
        return Exit.DONE.status();
    }

    @Command(
            name = "run",
            description = "Runs it now and waits for the end.",
            footer = {
                "",
                "Exit status 3: some members were rejected, or the brake holds the run.",
                "",
                "Examples:",
                "  serai sync run newsletter",
                "  serai sync run newsletter --no-wait"
            })
    int run(@Parameters(paramLabel = "NAME", description = "The sync.") String name, @Mixin Waiting waiting) {
        return new Runs(serai).follow(post(name, "run"), waiting.isOn(), OptionalLong.empty());
    }

    @Command(
            name = "dry-run",
            description = "What a run would send, without sending it.",
            footer = {"", "Example:", "  serai sync dry-run newsletter"})
    int dryRun(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        Printer printer = serai.printer();
        printer.one(post(name, "dry-run"), "added", plan -> view(printer, plan));
        return Exit.DONE.status();
    }

    @Command(
            name = "cancel",
            description = "Ends the run under way after its batch; the next run goes on with what is pending.",
            footer = {"", "Example:", "  serai sync cancel newsletter"})
    int cancel(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        return change(name, "cancel", "The run ends after the batch that it is sending.");
    }

    @Command(
            name = "pause",
            description = "Sends nothing until it is resumed.",
            footer = {"", "Example:", "  serai sync pause newsletter"})
    int pause(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        return change(name, "pause", "Paused: nothing is sent until it is resumed.");
    }

    @Command(
            name = "resume",
            description = "Ends a pause.",
            footer = {"", "Example:", "  serai sync resume newsletter"})
    int resume(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        return change(name, "resume", "Resumed: the next run sends what has waited.");
    }

    @Command(
            name = "release",
            description = "Lets a run go on that the brake holds.",
            footer = {
                "",
                "Look first at what it would do: serai sync dry-run NAME.",
                "",
                "Example:",
                "  serai sync release newsletter"
            })
    int release(@Parameters(paramLabel = "NAME", description = "The sync.") String name) {
        return change(name, "release", "Released: the next run sends what the brake held.");
    }

    private static String behind(Optional<String> after) {
        return after.map(id -> "&after=" + Api.encoded(id)).orElse("");
    }

    private static void view(Printer printer, JsonNode plan) {
        printer.line(Books.of(plan.path("counts"), printer.paint()));
        printer.line("would add " + Table.cell(plan.path("added")) + ", update " + Table.cell(plan.path("updated"))
                + ", refresh " + Table.cell(plan.path("refreshed"))
                + ", erase " + Table.cell(plan.path("erased"))
                + " and remove " + Table.cell(plan.path("removed")) + "; the destination holds "
                + Table.cell(plan.path("ledger")));
        printer.line(plan.path("held").asBoolean() ? "The brake would hold it." : "The brake would let it pass.");
    }

    private int change(String name, String verb, String sentence) {
        serai.printer().done(post(name, verb), sentence);
        return Exit.DONE.status();
    }

    private JsonNode post(String name, String verb) {
        return serai.api().post(path(name) + "/" + verb, Api.body());
    }

    private static String path(String name) {
        return SYNCS + "/" + Api.encoded(name);
    }
}
