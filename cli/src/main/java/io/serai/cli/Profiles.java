package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Finds profiles by what a person types. Identifiers go in bodies: an address ends up in logs. */
final class Profiles {
    static final String PROFILES = "/api/v1/profiles";

    private final Api api;

    Profiles(Api api) {
        this.api = api;
    }

    static String path(String id) {
        return PROFILES + "/" + Api.encoded(id);
    }

    /** All profiles that hold the identifier, or the one of that id. */
    List<JsonNode> find(String reference, Map<String, String> headers) {
        if (reference.matches("[0-9]+")) {
            return List.of(api.get(path(reference), headers));
        }
        List<JsonNode> found = Printer.items(api.post(PROFILES + "/search", identifier(reference), headers));
        if (found.isEmpty()) {
            throw new Failure(Exit.NOT_FOUND, "NOT_FOUND", "No profile has this identifier.", "");
        }
        return found;
    }

    /** The id of the one profile meant. */
    String id(String reference) {
        if (reference.matches("[0-9]+")) {
            return reference;
        }
        List<String> ids = find(reference, Map.of()).stream()
                .map(profile -> profile.path("id").asText())
                .toList();
        if (ids.size() > 1) {
            throw Failure.usage("Several profiles have this identifier; name one by its id: " + String.join(", ", ids));
        }
        return ids.get(0);
    }

    static com.fasterxml.jackson.databind.node.ObjectNode identifier(String reference) {
        int colon = reference.indexOf(':');
        if (colon > 0 && colon < reference.length() - 1) {
            return Api.body()
                    .put("namespace", reference.substring(0, colon))
                    .put("value", reference.substring(colon + 1));
        }
        throw Failure.usage("Write an identifier as NAMESPACE:VALUE, such as email:ann@example.com, or give an id.");
    }
}
