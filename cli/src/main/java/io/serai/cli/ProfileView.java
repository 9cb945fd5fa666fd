package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Profiles and their explanations for a person's eye. */
final class ProfileView {
    private static final Table TRAITS =
            Table.of("trait", "value", "source", "stream", "observedAt", "rule", "candidates", "computedAt");
    private static final Table IDENTIFIERS = Table.of("namespace", "values");
    private static final Table CONSENTS = Table.of("purpose", "consent");
    private static final Table MEMBERS = Table.of("subject", "source", "stream", "key");
    private static final Table LINKS = Table.of("namespace", "value", "subjects");

    private ProfileView() {}

    static void show(Printer printer, JsonNode profile) {
        String id = profile.path("id").asText();
        String requested = profile.path("requestedId").asText(id);
        printer.line(printer.paint().strong("profile " + id)
                + (requested.equals(id) ? "" : " (" + requested + " was merged into it)")
                + ": seen from " + Table.cell(profile.path("firstSeen")) + " to "
                + Table.cell(profile.path("lastSeen")));
        section(printer, "Traits", named(profile.path("traits"), "trait", "value"), TRAITS);
        section(printer, "Identifiers", named(profile.path("identifiers"), "namespace", "values"), IDENTIFIERS);
        section(printer, "Consents", named(profile.path("consents"), "purpose", "consent"), CONSENTS);
        String segments = Table.cell(profile.path("segments"));
        printer.heading("Segments");
        printer.line(segments.isEmpty() ? "none" : segments);
        groups(printer, "Household", profile.path("households"));
        groups(printer, "Account", profile.path("accounts"));
    }

    private static void groups(Printer printer, String title, JsonNode groups) {
        if (!groups.isEmpty()) {
            printer.heading(title + "s");
            groups.forEach(group -> GroupCommand.view(printer, title.toLowerCase(Locale.ROOT), group));
        }
    }

    static void explain(Printer printer, JsonNode explanation) {
        printer.line(printer.paint()
                .strong("profile " + explanation.path("profileId").asText()));
        section(printer, "Records that are this person", rows(explanation.path("members")), MEMBERS);
        section(printer, "What links them", rows(explanation.path("links")), LINKS);
        for (String rest : List.of("traits", "history")) {
            if (!explanation.path(rest).isEmpty()) {
                printer.heading(rest.equals("history") ? "History" : "Traits");
                printer.line(Yaml.of(explanation.path(rest)).stripTrailing());
            }
        }
    }

    private static void section(Printer printer, String title, List<JsonNode> rows, Table table) {
        if (!rows.isEmpty()) {
            printer.heading(title);
            printer.table(rows, table);
        }
    }

    private static List<JsonNode> rows(JsonNode array) {
        List<JsonNode> rows = new ArrayList<>();
        array.forEach(rows::add);
        return rows;
    }

    /** An object's fields as rows: the name and, if it is no object itself, the value under {@code plain}. */
    private static List<JsonNode> named(JsonNode object, String name, String plain) {
        List<JsonNode> rows = new ArrayList<>();
        object.fields().forEachRemaining(field -> {
            ObjectNode row = Api.body().put(name, field.getKey());
            if (field.getValue() instanceof ObjectNode fields) {
                row.setAll(fields);
            } else {
                row.set(plain, field.getValue());
            }
            rows.add(row);
        });
        return rows;
    }
}
