package io.serai.connectors.http;

import io.serai.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** The reference page of a connector, in Markdown, from its definition. */
final class ConnectorPage {
    private final StringBuilder page = new StringBuilder();
    private final Node root;

    private ConnectorPage(Node root) {
        this.root = root;
    }

    /** @param root a definition that {@link HttpConnectorReader#SHAPE} accepts */
    static String of(Node root) {
        ConnectorPage page = new ConnectorPage(root);
        page.vendor();
        page.notes();
        page.example();
        page.settings("Options", entries(root, "settings"));
        page.settings("Audience", entries(root, "audience"));
        page.login();
        page.limits();
        page.identifiers();
        page.operations();
        entries(root, "streams").forEach(page::stream);
        page.outcome();
        return page.page.toString();
    }

    private void vendor() {
        Node vendor = root.require("vendor");
        List<String> uses = new ArrayList<>();
        if (root.get("streams").isPresent()) {
            uses.add("source");
        }
        if (root.get("operations").isPresent()) {
            uses.add("destination");
        }
        page.append("# ").append(root.require("connector").text()).append("\n\n");
        page.append(vendor.require("name").text()).append(", as a ").append(String.join(" and a ", uses));
        vendor.text("api_version")
                .ifPresent(version -> page.append("; version ").append(version).append(" of its API"));
        vendor.text("sunset").ifPresent(day -> page.append(", which ends on ").append(day));
        page.append('.');
        vendor.text("docs")
                .ifPresent(docs -> page.append(" [The vendor's documentation](")
                        .append(docs)
                        .append(")."));
        page.append('\n');
    }

    private void notes() {
        root.get("notes").ifPresent(notes -> {
            page.append('\n');
            notes.items().forEach(note -> page.append("- ").append(note.text()).append('\n'));
        });
    }

    private void example() {
        if (root.get("operations").isPresent()) {
            page.append("\n```yaml\n").append(ConnectorExample.of(root)).append("```\n");
        }
    }

    private void heading(String text) {
        page.append("\n## ").append(text).append("\n\n");
    }

    private void table(String... titles) {
        row(titles);
        page.append("|---".repeat(titles.length)).append("|\n");
    }

    private void row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
        for (String cell : cells) {
            row.add(cell.replace("|", "\\|").replaceAll("\\s+", " "));
        }
        page.append(row);
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private void settings(String title, Map<String, Node> settings) {
        if (!settings.isEmpty()) {
            heading(title);
            keys(settings);
        }
    }

    private void keys(Map<String, Node> settings) {
        table("key", "holds", "required", "unless said", "");
        settings.forEach((name, setting) -> row(
                code(name),
                setting.bool("secret", false)
                        ? "a secret, as a reference"
                        : setting.text("type").orElse("text"),
                setting.get("default").isPresent() ? "" : "yes",
                setting.get("default").map(value -> code(listed(value))).orElse(""),
                setting.require("doc").text()));
    }

    private static String listed(Node node) {
        return String.join(", ", node.oneOrMany().stream().map(Node::text).toList());
    }

    private void login() {
        heading("Log-in");
        List<Node> ways = root.require("auth").oneOrMany();
        if (ways.size() > 1) {
            page.append("The first of these whose settings are given.\n\n");
        }
        ways.forEach(this::login);
    }

    private void login(Node auth) {
        if (auth.get("none").isPresent()) {
            page.append("None.\n");
        } else if (auth.get("bearer").isPresent()) {
            page.append("A bearer token, ")
                    .append(code(auth.require("bearer").text()))
                    .append(".\n");
        } else if (auth.get("basic").isPresent()) {
            page.append("User ").append(code(auth.require("basic").text()));
            page.append(" and password ")
                    .append(code(auth.require("password").text()))
                    .append(".\n");
        } else if (auth.get("hmac").isPresent()) {
            page.append("The header ").append(code(auth.require("header").text()));
            page.append(" with the body signed by ")
                    .append(code(auth.require("hmac").text()))
                    .append(", ")
                    .append(auth.require("algorithm").text())
                    .append(" in ")
                    .append(auth.require("encoding").text())
                    .append(".\n");
        } else if (auth.get("login").isPresent()) {
            page.append("A token in the header ")
                    .append(code(auth.require("header").text()));
            page.append(", had from ")
                    .append(code(auth.require("login").text()))
                    .append(" and good for ")
                    .append(auth.require("life").text())
                    .append(".\n");
        } else if (auth.get("header").isPresent()) {
            page.append("The header ").append(code(auth.require("header").text()));
            page.append(" with ").append(code(auth.require("value").text())).append(".\n");
        } else {
            page.append("OAuth 2.0, ")
                    .append(code(auth.require("oauth2").text()))
                    .append(", with\n\n");
            table("", "is");
            auth.entries().forEach((key, value) -> row(code(key), code(value.text())));
        }
    }

    private void limits() {
        Optional<Node> limits = root.get("limits");
        heading("Limits");
        limits.flatMap(node -> node.get("rate"))
                .ifPresent(rates -> rates.oneOrMany()
                        .forEach(rate -> page.append("- ")
                                .append(rate.require("count").text())
                                .append(" requests in ")
                                .append(rate.require("per").text())
                                .append('\n')));
        page.append("- ")
                .append(limits.map(node -> node.whole("concurrency", 1)).orElse(1L))
                .append(" at once\n");
        page.append("- ")
                .append(limits.flatMap(node -> node.text("timeout")).orElse("30s"))
                .append(" for each\n");
        limits.flatMap(node -> node.get("usage"))
                .ifPresent(usage -> page.append("- ")
                        .append(usage.require("most").text())
                        .append(" of the budget that the header ")
                        .append(code(usage.require("header").text()))
                        .append(" tells\n"));
        root.get("ttl")
                .ifPresent(ttl -> page.append("- members live for ")
                        .append(code(ttl.require("minutes").text()))
                        .append(" minutes and are sent again after ")
                        .append(ttl.text("refresh").orElse("50%"))
                        .append(" of that\n"));
    }

    private void identifiers() {
        Map<String, Node> slots = entries(root, "identifiers");
        if (slots.isEmpty()) {
            return;
        }
        heading("Identifiers");
        table("in requests", "from", "written");
        slots.forEach((name, from) -> from.oneOrMany().forEach(slot -> row(code(name), origin(slot), written(slot))));
    }

    private static String origin(Node slot) {
        return slot.text("field")
                .map(field -> "the field " + code(field))
                .or(() -> slot.text("from").map(ConnectorPage::code))
                .orElse("the sync's identifier");
    }

    private static String written(Node slot) {
        String profile = slot.require("profile").text();
        String kind = slot.text("kind").map(word -> " " + word).orElse("");
        String digested =
                slot.text("input").filter("sha256hex"::equals).isPresent() ? ", from its SHA-256 in hexadecimal" : "";
        return profile + kind + digested;
    }

    private void operations() {
        entries(root, "operations").forEach((name, operation) -> {
            heading("Operation " + name);
            if (name.equals("replace")) {
                replace(operation);
                return;
            }
            link("Asks ", operation);
            operation
                    .get("then")
                    .ifPresent(then -> then.oneOrMany().forEach(next -> link("Whoever is accepted goes into ", next)));
        });
    }

    private void replace(Node replace) {
        page.append(
                switch (replace.require("by").text()) {
                    case "emptying" ->
                        "Empties the audience and adds everybody as add does; others see it fill. Emptying asks ";
                    case "session" ->
                        "Everybody goes in requests of one session, which takes effect with the last. Asks ";
                    default -> "Everybody goes in one request. Asks ";
                });
        if (replace.require("by").text().equals("emptying")) {
            page.append(asks(replace.require("request"))).append(".\n");
        } else {
            link("", replace);
            replace.text("min_items")
                    .ifPresent(fewest ->
                            page.append("No fewer than ").append(fewest).append(" make an audience.\n"));
        }
    }

    private void link(String begins, Node link) {
        link.get("before")
                .ifPresent(before -> page.append("Before each request ")
                        .append(asks(before.require("request")))
                        .append(" gives ")
                        .append(String.join(
                                ", ", before.require("values").entries().keySet()))
                        .append(". "));
        page.append(begins).append(asks(link.require("request"))).append(", ");
        long most = link.get("batch").map(node -> node.whole("max_items", 1)).orElse(1L);
        page.append(most == 1 ? "one member a request" : "at most " + most + " members a request")
                .append(". ");
        page.append(outcomes(link));
        link.get("gives")
                .ifPresent(gives -> page.append(" It gives ")
                        .append(String.join(
                                ", ", gives.require("values").entries().keySet()))
                        .append("; who is given nothing is ")
                        .append(gives.require("missing").text())
                        .append('.'));
        link.get("job")
                .ifPresent(job -> page.append(" The vendor works on it as a job, which is asked after every ")
                        .append(job.text("every").orElse("10s"))
                        .append(" for at most ")
                        .append(job.text("most").orElse("2h"))
                        .append('.'));
        page.append('\n');
    }

    private static String asks(Node request) {
        String address =
                request.get("url").or(() -> request.get("path")).map(Node::text).orElse("");
        return code(request.require("method").text() + " " + address);
    }

    private static String outcomes(Node operation) {
        Optional<Node> answer = operation.get("answer");
        String parser = answer.flatMap(node -> node.text("parser")).orElse("all-or-nothing");
        String sure = answer.flatMap(node -> node.text("means"))
                .orElse(parser.equals("counts-only") ? "accepted" : "confirmed");
        String told = switch (parser) {
            case "by-identifier" -> "The answer names who is refused; the others are ";
            case "by-index" -> "The answer counts who is refused; the others are ";
            case "statuses" -> "The answer has a result for each member; those that went well are ";
            case "counts-only" -> "The answer only says how many it cannot use; all are ";
            default -> "The status holds for all of them: with " + listed(operation.require("accept")) + " they are ";
        };
        return told + sure + ".";
    }

    private void stream(String name, Node stream) {
        heading("Stream " + name);
        page.append("Records of ").append(asks(stream.require("request")));
        page.append(", known by ").append(code(stream.require("key").text())).append(".\n\n");
        page.append("- Goes on from: ").append(goesOn(stream)).append('\n');
        page.append("- Pages: ").append(pages(stream)).append('\n');
        page.append("- What is gone: ").append(gone(stream)).append('\n');
        stream.get("bulk")
                .ifPresent(bulk -> page.append("- Everything is had by a job the first time: ")
                        .append(asks(bulk.require("create")))
                        .append('\n'));
        Map<String, Node> settings = entries(stream, "settings");
        if (!settings.isEmpty()) {
            page.append('\n');
            keys(settings);
        }
    }

    private static String goesOn(Node stream) {
        if (stream.get("delta").isPresent()) {
            return "a link to what has changed";
        }
        return stream.get("since")
                .map(since -> "the time in " + code(since.require("at").text()) + ", "
                        + since.text("overlap").orElse("5m") + " over")
                .orElse("nothing; everything is read every time");
    }

    private static String pages(Node stream) {
        return stream.get("page")
                .map(page ->
                        page.entries().keySet().stream().findFirst().orElse("").replace('_', ' '))
                .orElse("one");
    }

    private static String gone(Node stream) {
        if (stream.get("deletions").isPresent()) {
            return "asked for apart, " + asks(stream.require("deletions").require("request"));
        }
        return stream.get("removed").isPresent() ? "among the records" : "not told";
    }

    private void outcome() {
        heading("What statuses mean");
        table("", "statuses");
        StatusRules.SHAPE.keys().stream()
                .filter(key -> !key.name().equals("codes"))
                .forEach(key -> row(
                        key.name(),
                        root.get("outcome")
                                .flatMap(rules -> rules.get(key.name()))
                                .map(ConnectorPage::listed)
                                .orElse(String.join(", ", StatusRules.DEFAULTS.getOrDefault(key.name(), List.of())))));
    }

    private static Map<String, Node> entries(Node node, String key) {
        return node.get(key).map(Node::entries).orElse(Map.of());
    }
}
