package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.schema.TraitDefinition;
import io.serai.trait.ComputedTrait;
import io.serai.trait.TraitStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Traits, those of the profile schema and those computed: of what type they are and how many profiles have them. */
final class TraitApi {
    private final Operations hub;

    TraitApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/traits", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.get("/traits/{name}", Permission.HUB_READ, (request, names) -> find(names.get(0))));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        traits().forEach(all::add);
        return Reply.ok(Reply.object().set("traits", all));
    }

    private Reply find(String name) {
        return Reply.ok(traits().stream()
                .filter(trait -> trait.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no trait '" + name + "'. 'serai trait list' has them all.")));
    }

    private List<ObjectNode> traits() {
        List<ObjectNode> traits = new ArrayList<>();
        Map<String, Long> filled = hub.database()
                .inTransaction(handle -> hub.core().identity().profiles().filled(handle));
        hub.core().identity().schema().traits().values().forEach(trait -> traits.add(declared(trait, filled)));
        Map<String, TraitStatus> states =
                hub.traits().status().stream().collect(Collectors.toMap(TraitStatus::name, Function.identity()));
        hub.configuration().running().traits().stream()
                .sorted(Comparator.comparing(ComputedTrait::name))
                .forEach(trait -> traits.add(computed(trait, Optional.ofNullable(states.get(trait.name())))));
        return traits;
    }

    /** Traits that are personal data are sealed, and so not counted. */
    private static ObjectNode declared(TraitDefinition trait, Map<String, Long> filled) {
        ObjectNode json = Reply.object()
                .put("name", trait.name())
                .put("type", trait.type().word())
                .put("origin", "records")
                .put("definition", "{survivorship: " + trait.survivorship().word() + "}")
                .put("pii", trait.pii());
        Optional.ofNullable(filled.get(trait.name())).ifPresent(profiles -> json.put("filled", profiles));
        return json;
    }

    private static ObjectNode computed(ComputedTrait trait, Optional<TraitStatus> status) {
        ObjectNode json = Reply.object()
                .put("name", trait.name())
                .put("type", trait.type().word())
                .put("origin", "computed")
                .put("definition", trait.of().describe())
                .put("pii", false);
        if (!trait.description().isEmpty()) {
            json.put("description", trait.description());
        }
        status.ifPresent(known -> {
            json.put("filled", known.filled())
                    .put("state", Render.word(known.state()))
                    .put("lag", known.lag());
            known.computedAt().ifPresent(at -> json.put("computedAt", at.toString()));
            known.error()
                    .ifPresent(
                            error -> json.put("errorCode", error.code().name()).put("error", error.message()));
        });
        return json;
    }
}
