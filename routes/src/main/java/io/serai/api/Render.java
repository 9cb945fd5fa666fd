package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Problem;
import io.serai.profile.Mask;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.SyncCounts;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.sync.SyncBooks;
import io.serai.sync.SyncRun;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The hub's values as JSON. */
final class Render {
    private Render() {}

    static ObjectNode run(Run run) {
        boolean imports = run.kind() == RunKind.IMPORT;
        ObjectNode json = Reply.object()
                .put("id", run.id())
                .put("kind", run.kind().word())
                .put("name", run.name())
                .put("detail", run.detail())
                .put("state", run.state().word())
                .put("startedAt", run.startedAt().toString());
        run.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        json.set("counts", imports ? counts(run.imported()) : counts(run));
        json.put(
                "balanced",
                imports
                        ? run.imported().balance()
                        : run.kind() != RunKind.SYNC || run.synced().balance());
        run.errorCode().ifPresent(code -> json.put("errorCode", code));
        run.error().ifPresent(error -> json.put("error", error));
        return json;
    }

    static ObjectNode counts(ImportCounts counts) {
        return Reply.object()
                .put("read", counts.read())
                .put("stored", counts.stored())
                .put("unchanged", counts.unchanged())
                .put("invalid", counts.invalid())
                .put("suppressed", counts.suppressed())
                .put("events", counts.events());
    }

    private static ObjectNode counts(Run run) {
        SyncCounts counts = run.synced();
        return Reply.object()
                .put("selected", counts.selected())
                .put("delivered", counts.delivered())
                .put("rejected", counts.rejected())
                .put("withheld", counts.withheld())
                .put("pending", counts.pending());
    }

    static ObjectNode run(SyncRun run) {
        ObjectNode json = Reply.object()
                .put("id", run.id())
                .put("state", word(run.state()))
                .put("startedAt", run.startedAt().toString());
        json.set("counts", books(run.books()));
        json.put("removed", run.removed())
                .put("erased", run.erased())
                .put("refreshed", run.refreshed())
                .put("unusable", run.unusable())
                .put("balanced", run.books().balance());
        run.code().ifPresent(code -> json.put("errorCode", code.name()));
        run.error().ifPresent(error -> json.put("error", error));
        return json;
    }

    static ObjectNode books(SyncBooks books) {
        ObjectNode json = Reply.object()
                .put("selected", books.selected())
                .put("delivered", books.delivered())
                .put("rejected", books.rejected())
                .put("withheld", books.withheldInAll())
                .put("pending", books.pending());
        ObjectNode reasons = json.putObject("withheldBy");
        books.withheld().forEach(reasons::put);
        return json;
    }

    static ArrayNode problems(Collection<Problem> problems) {
        ArrayNode all = Reply.NODES.arrayNode();
        for (Problem problem : problems) {
            all.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("cure", problem.cure());
        }
        return all;
    }

    /** A trait's value, masked if it is personal data, or if nobody knows what it is, and not to be revealed. */
    static JsonNode trait(ProfileSchema schema, String name, Object value, boolean reveal) {
        boolean personal = schema.trait(name).map(TraitDefinition::pii).orElse(true);
        return personal && !reveal ? Reply.NODES.textNode(Mask.of(value)) : value(value);
    }

    static ObjectNode identifiers(Map<String, List<String>> identifiers, boolean reveal) {
        ObjectNode json = Reply.object();
        identifiers.forEach((namespace, values) -> {
            ArrayNode all = json.putArray(namespace);
            values.forEach(value -> all.add(reveal ? value : Mask.of(value)));
        });
        return json;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A canonical value. */
    static JsonNode value(Object value) {
        if (value instanceof Long number) {
            return Reply.NODES.numberNode(number);
        }
        if (value instanceof Integer number) {
            return Reply.NODES.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return Reply.NODES.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return Reply.NODES.booleanNode(truth);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = Reply.NODES.arrayNode();
            list.forEach(item -> array.add(String.valueOf(item)));
            return array;
        }
        return Reply.NODES.textNode(value.toString());
    }
}
