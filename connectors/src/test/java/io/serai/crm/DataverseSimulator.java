package io.serai.crm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Dataverse's contacts with change tracking, and the log-in of Microsoft Entra ID. */
final class DataverseSimulator extends FakeCrm {
    private final int pageSize;
    /** Every change in order: a contact's id, and whether it was deleted. */
    private final List<Change> changes = new ArrayList<>();

    private int token;
    /** Delta links to changes before this one are too old; links to pages, if so told. */
    int oldest;

    boolean pagesExpired;
    String pageHost = "";

    private record Change(String id, String name, boolean deleted) {}

    DataverseSimulator(int pageSize) {
        this.pageSize = pageSize;
    }

    synchronized void put(String id, String name) {
        changes.add(new Change(id, name, false));
    }

    synchronized void delete(String id) {
        changes.add(new Change(id, "", true));
    }

    /** Something else changes: links move on, though none of the contacts did. */
    synchronized void renewLinks() {
        changes.add(new Change("", "", true));
    }

    synchronized int newest() {
        return changes.size();
    }

    synchronized void expireToken() {
        token++;
    }

    synchronized int tokens() {
        return token;
    }

    @Override
    Reply answer(Ask ask) {
        if (ask.path().equals("/tenant/oauth2/v2.0/token")) {
            return token(form(ask.body()));
        }
        if (!("Bearer t" + token).equals(ask.headers().get("Authorization"))) {
            return Reply.status(401);
        }
        if (!ask.path().equals("/api/data/v9.2/contacts")) {
            return ask.path().endsWith("WhoAmI") ? Reply.ok(object()) : Reply.status(404);
        }
        if (ask.parameter("$skiptoken").isEmpty()
                && ask.parameter("$deltatoken").isEmpty()) {
            return ask.headers().getOrDefault("Prefer", "").contains("odata.track-changes")
                    ? page(0, 0, changes.size())
                    : Reply.status(400);
        }
        if (!ask.parameter("$deltatoken").isEmpty()) {
            int from = Integer.parseInt(ask.parameter("$deltatoken"));
            return from < oldest ? Reply.status(400) : page(from, 0, changes.size());
        }
        String[] parts = ask.parameter("$skiptoken").split("-");
        return pagesExpired
                ? Reply.status(400)
                : page(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    private Reply token(Map<String, String> form) {
        if (!"d0".equals(form.get("client_secret"))) {
            return Reply.status(401);
        }
        token++;
        return Reply.ok(object().put("access_token", "t" + token).put("expires_in", 3600));
    }

    /** The state of all that changed between two points, from a place on. */
    private Reply page(int from, int skip, int to) {
        Map<String, Change> last = new LinkedHashMap<>();
        changes.subList(from, to).forEach(change -> last.put(change.id(), change));
        List<Change> all = new TreeSet<>(last.keySet())
                .stream()
                        .map(id -> last.getOrDefault(id, new Change("", "", true)))
                        .filter(change -> !change.id().isEmpty() && (from > 0 || !change.deleted()))
                        .toList();
        int end = Math.min(all.size(), skip + pageSize);
        ObjectNode body = object();
        ArrayNode value = body.putArray("value");
        all.subList(skip, end).forEach(change -> value.add(json(change)));
        String here = (pageHost.isEmpty() ? url() : pageHost) + "/api/data/v9.2/contacts?";
        if (end < all.size()) {
            body.put("@odata.nextLink", here + "$skiptoken=" + from + "-" + end + "-" + to);
        } else {
            body.put("@odata.deltaLink", here + "$deltatoken=" + to);
        }
        return Reply.ok(body);
    }

    private ObjectNode json(Change change) {
        if (change.deleted()) {
            return object().put("@odata.context", url() + "/api/data/v9.2/$metadata#contacts/$deletedEntity")
                    .put("id", change.id())
                    .put("reason", "deleted");
        }
        return object().put("@odata.etag", "W/\"1\"")
                .put("contactid", change.id())
                .put("emailaddress1", change.id() + "@example.com")
                .put("firstname", change.name())
                .put("donotemail", false)
                .put("modifiedon", "2026-10-01T00:00:00Z");
    }
}
