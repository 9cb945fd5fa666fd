package io.serai.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** HubSpot's contacts: search with filters, one sort, 200 a page and 10,000 at most; the list of archived ones. */
final class HubSpotSimulator extends FakeCrm {
    private static final int CEILING = 10_000;

    private final Map<Long, Contact> contacts = new TreeMap<>();
    /** Happens before a search is answered: what others do meanwhile. */
    Runnable meanwhile = () -> {};

    record Contact(long id, Instant changed, String city, Optional<Instant> archived) {}

    synchronized void put(long id, Instant changed, String city) {
        contacts.put(id, new Contact(id, changed, city, Optional.empty()));
    }

    synchronized void archive(long id, Instant when) {
        Contact old = Optional.ofNullable(contacts.get(id)).orElseThrow();
        contacts.put(id, new Contact(id, old.changed(), old.city(), Optional.of(when)));
    }

    @Override
    Reply answer(Ask ask) {
        if (!"Bearer t0".equals(ask.headers().get("Authorization"))) {
            return Reply.status(401);
        }
        if (ask.path().equals("/crm/v3/objects/contacts/search") && ask.method().equals("POST")) {
            meanwhile.run();
            return search(ask.json());
        }
        if (ask.path().equals("/crm/v3/objects/companies/search")) {
            return page(List.of(), "", JSON.createArrayNode());
        }
        return ask.path().equals("/crm/v3/objects/contacts") ? list(ask) : Reply.status(404);
    }

    private Reply search(JsonNode query) {
        Predicate<Contact> wanted = contact -> contact.archived().isEmpty();
        for (JsonNode filter : query.at("/filterGroups/0/filters")) {
            wanted = wanted.and(filter(filter));
        }
        if (query.path("sorts").size() != 1 || query.path("limit").asInt() > 200) {
            return Reply.status(400);
        }
        Comparator<Contact> order = query.at("/sorts/0/propertyName").asText().equals("hs_object_id")
                ? Comparator.comparingLong(Contact::id)
                // Ties come in no order one could rely on.
                : Comparator.comparing(Contact::changed).thenComparing(contact -> contact.id() * 31 % 97);
        List<Contact> found =
                contacts.values().stream().filter(wanted).sorted(order).toList();
        int from = query.path("after").asInt(0);
        if (from + query.path("limit").asInt() > CEILING) {
            return Reply.status(400);
        }
        int to = Math.min(found.size(), from + query.path("limit").asInt());
        return page(found.subList(from, to), to < found.size() ? Integer.toString(to) : "", query.path("properties"));
    }

    private static Predicate<Contact> filter(JsonNode filter) {
        long value = filter.path("value").asLong();
        boolean byId = filter.path("propertyName").asText().equals("hs_object_id");
        return contact -> {
            long own = byId ? contact.id() : contact.changed().toEpochMilli();
            return switch (filter.path("operator").asText()) {
                case "GTE" -> own >= value;
                case "GT" -> own > value;
                case "EQ" -> own == value;
                default -> throw new IllegalArgumentException("operator");
            };
        };
    }

    private Reply list(Ask ask) {
        if (!ask.parameter("archived").equals("true")) {
            return page(List.of(), "", JSON.createArrayNode());
        }
        long after = ask.parameter("after").isEmpty() ? 0 : Long.parseLong(ask.parameter("after"));
        List<Contact> gone = contacts.values().stream()
                .filter(contact -> contact.archived().isPresent() && contact.id() > after)
                .toList();
        List<Contact> page = gone.subList(0, Math.min(gone.size(), 100));
        String next = page.size() < gone.size() ? Long.toString(page.get(99).id()) : "";
        return page(page, next, JSON.createArrayNode());
    }

    private static Reply page(List<Contact> contacts, String after, JsonNode properties) {
        ObjectNode body = object();
        ArrayNode results = body.putArray("results");
        contacts.forEach(contact -> results.add(json(contact, properties)));
        if (!after.isEmpty()) {
            body.putObject("paging").putObject("next").put("after", after);
        }
        return Reply.ok(body);
    }

    private static ObjectNode json(Contact contact, JsonNode properties) {
        ObjectNode json = object().put("id", Long.toString(contact.id()));
        ObjectNode values = json.putObject("properties");
        for (JsonNode property : properties) {
            switch (property.asText()) {
                case "lastmodifieddate" ->
                    values.put("lastmodifieddate", contact.changed().toString());
                case "email" -> values.put("email", "p" + contact.id() + "@example.com");
                case "city" -> values.put("city", contact.city());
                default -> values.putNull(property.asText());
            }
        }
        json.put("archived", contact.archived().isPresent());
        contact.archived().ifPresent(when -> json.put("archivedAt", when.toString()));
        return json;
    }
}
