package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Segments and who is in them. */
@Command(
        name = "segment",
        description = "Segments and who is in them.",
        footer = {
            "",
            "Examples:",
            "  serai segment list",
            "  serai segment preview vip",
            "  serai segment explain vip 17"
        })
@SuppressWarnings("NullAway.Init")
final class SegmentCommand {
    private static final String SEGMENTS = "/api/v1/segments";
    private static final Table TABLE = Table.of("name", "state", "members", "computedAt", "lag", "errorCode", "error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All segments, as of when they were computed.",
            footer = {"", "Example:", "  serai segment list"})
    int list() {
        serai.printer().list(serai.api().get(SEGMENTS), TABLE, "No segments are configured.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One segment.",
            footer = {"", "Example:", "  serai segment show vip"})
    int show(@Parameters(paramLabel = "NAME", description = "The segment.") String name) {
        serai.printer().one(serai.api().get(path(name)), "name");
        return Exit.DONE.status();
    }

    @Command(
            name = "preview",
            description = "Who would be in it now, by its file as it is.",
            footer = {"", "Example:", "  serai segment preview vip"})
    int preview(@Parameters(paramLabel = "NAME", description = "The segment.") String name) {
        serai.printer().one(serai.api().post(path(name) + "/preview", Api.body()), "members");
        return Exit.DONE.status();
    }

    @Command(
            name = "explain",
            description = "Why a profile is in it or not, condition by condition.",
            footer = {
                "",
                "Examples:",
                "  serai segment explain vip 17",
                "  serai segment explain vip email:ann@example.com"
            })
    int explain(
            @Parameters(paramLabel = "NAME", description = "The segment.") String name,
            @Parameters(paramLabel = "PROFILE", description = "Its id, or an identifier such as email:ann@example.com.")
                    String profile) {
        String id = new Profiles(serai.api()).id(profile);
        Printer printer = serai.printer();
        JsonNode explanation = serai.api().get(path(name) + "/explanation/" + Api.encoded(id));
        printer.one(explanation, "verdict.holds", node -> view(printer, node));
        return Exit.DONE.status();
    }

    private static void view(Printer printer, JsonNode explanation) {
        boolean member = explanation.path("verdict").path("holds").asBoolean();
        String since = Table.cell(explanation.path("memberSince"));
        printer.line("profile " + explanation.path("profileId").asText() + (member ? " belongs" : " does not belong")
                + " in " + explanation.path("segment").asText() + (since.isEmpty() ? "" : "; member since " + since));
        verdict(printer, explanation.path("verdict"), "  ");
    }

    private static void verdict(Printer printer, JsonNode verdict, String indent) {
        boolean holds = verdict.path("holds").asBoolean();
        String mark = holds ? printer.paint().good("yes") : printer.paint().bad("no ");
        printer.line(indent + mark + "  " + verdict.path("condition").asText());
        verdict.path("parts").forEach(part -> verdict(printer, part, indent + "  "));
    }

    private static String path(String name) {
        return SEGMENTS + "/" + Api.encoded(name);
    }
}
