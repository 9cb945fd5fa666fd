package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The streams of sources: where records come from. */
@Command(
        name = "source",
        description = "Reads sources: the streams that records are pulled from.",
        footer = {
            "",
            "Examples:",
            "  serai source list",
            "  serai source run crm.contacts",
            "  serai source pause crm.contacts",
            "  serai source reset crm.contacts"
        })
@SuppressWarnings("NullAway.Init")
final class SourceCommand {
    private static final String SOURCES = "/api/v1/sources";
    private static final String STREAM = "The stream, as SOURCE.STREAM.";
    private static final Table TABLE = Table.of(
            "stream",
            "connector",
            "state",
            "readingSince",
            "lookedAt",
            "lastRun.state",
            "lastRun.counts.read",
            "lastRun.counts.stored",
            "lastRun.counts.invalid",
            "errorCode",
            "newFields",
            "error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description =
                    "All streams: since when they are being read, when they were last looked at and what came of it.",
            footer = {"", "Examples:", "  serai source list", "  serai source list -o json"})
    int list() {
        serai.printer().list(serai.api().get(SOURCES), TABLE, "No sources are configured.");
        return Exit.DONE.status();
    }

    @Command(
            name = "run",
            description = "Reads what is new now, and waits for the end.",
            footer = {
                "",
                "Exit status 3: some records were invalid ('serai dead-letter list' shows them), or more were missing",
                "than 'most_deletions' lets go at once.",
                "",
                "Examples:",
                "  serai source run crm.contacts",
                "  serai source run crm.contacts --no-wait",
                "  serai source run crm.contacts --allow-deletions"
            })
    int run(
            @Parameters(paramLabel = "STREAM", description = STREAM) String stream,
            @Option(
                            names = "--allow-deletions",
                            description = "Lets go however many records are missing, this once (deletions: by-absence)."
                                    + " Of a stream of objects, the newest is read again.")
                    boolean allowDeletions,
            @Mixin Waiting waiting) {
        ObjectNode body = Api.body();
        if (allowDeletions) {
            body.put("allow_deletions", true);
        }
        JsonNode answer = serai.api().post(SOURCES + "/" + Api.encoded(stream) + "/run", body);
        if (answer.path("run").isMissingNode()) {
            serai.printer().done(answer, "Nothing is new in " + stream + ".");
            return Exit.DONE.status();
        }
        return new Runs(serai).follow(answer, waiting.isOn(), OptionalLong.empty());
    }

    @Command(
            name = "cancel",
            description =
                    "Ends the read under way at its next batch; what was read stays, the next read goes on there.",
            footer = {"", "Example:", "  serai source cancel crm.contacts"})
    int cancel(@Parameters(paramLabel = "STREAM", description = STREAM) String stream) {
        return change(stream, "cancel", "The read ends at its next batch.");
    }

    @Command(
            name = "pause",
            description = "Takes in nothing more, in no hub, until it is resumed.",
            footer = {"", "Example:", "  serai source pause crm.contacts"})
    int pause(@Parameters(paramLabel = "STREAM", description = STREAM) String stream) {
        return change(stream, "pause", "Paused: nothing is read until it is resumed.");
    }

    @Command(
            name = "resume",
            description = "Ends a pause.",
            footer = {"", "Example:", "  serai source resume crm.contacts"})
    int resume(@Parameters(paramLabel = "STREAM", description = STREAM) String stream) {
        return change(stream, "resume", "Resumed: the next look reads what has come meanwhile.");
    }

    @Command(
            name = "replay",
            description =
                    "Maps records again that were kept as they came (keep_raw), and stores what is new about them.",
            footer = {
                "",
                "For a mapping that was mended. Later values are never overwritten by earlier ones.",
                "",
                "Examples:",
                "  serai source replay crm.contacts --dry-run",
                "  serai source replay crm.contacts --since 7d"
            })
    int replay(
            @Parameters(paramLabel = "STREAM", description = STREAM) String stream,
            @Option(names = "--since", paramLabel = "TIME", description = "Only what was read in the last, such as 7d.")
                    Optional<String> since,
            @Option(names = "--dry-run", description = "Only says what would come of it; imports wait meanwhile.")
                    boolean dryRun,
            @Mixin Waiting waiting) {
        ObjectNode body = Api.body();
        since.ifPresent(
                time -> body.put("since", Ages.moment(time, Instant.now()).toString()));
        if (dryRun) {
            body.put("dry_run", true);
        }
        JsonNode answer = serai.api().post(SOURCES + "/" + Api.encoded(stream) + "/replay", body);
        if (dryRun) {
            serai.printer().one(answer, "stored");
            return Exit.DONE.status();
        }
        return new Runs(serai).follow(answer, waiting.isOn(), OptionalLong.empty());
    }

    @Command(
            name = "reset",
            description = "Forgets how far a stream was read, so that the next run reads everything.",
            footer = {
                "",
                "What is stored stays, and what is read again and says nothing new changes nothing. The cure of",
                "CURSOR_INVALID. On a terminal it asks first.",
                "",
                "Exit status 1: nothing was forgotten; 2: nobody was there to ask.",
                "",
                "Examples:",
                "  serai source reset crm.contacts",
                "  serai source reset crm.contacts --yes"
            })
    int reset(@Parameters(paramLabel = "STREAM", description = STREAM) String stream, @Mixin Assent assent) {
        if (!assent.isGiven(serai, "The next run reads all of " + stream + " again. Forget how far it came?")) {
            return Exit.FAILED.status();
        }
        return change(stream, "reset", "Forgotten: the next run reads " + stream + " from its start.");
    }

    private int change(String stream, String verb, String sentence) {
        serai.printer().done(post(stream, verb), sentence);
        return Exit.DONE.status();
    }

    private JsonNode post(String stream, String verb) {
        return serai.api().post(SOURCES + "/" + Api.encoded(stream) + "/" + verb, Api.body());
    }
}
