package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.group.Group;
import io.serai.group.GroupExplanation;
import io.serai.group.GroupLevel;
import io.serai.group.GroupOverview;
import io.serai.operate.Operations;
import io.serai.profile.Mask;
import java.util.List;

/** The groups of one level: households, or accounts. */
final class GroupApi {
    private final Operations hub;
    private final GroupLevel level;

    GroupApi(Operations hub, GroupLevel level) {
        this.hub = hub;
        this.level = level;
    }

    List<Endpoint> endpoints() {
        String path = "/" + level.plural();
        return List.of(
                Endpoint.get(path, Permission.PEOPLE_READ, (request, names) -> overview(request)),
                Endpoint.get(path + "/{id}", Permission.PEOPLE_READ, (request, names) -> find(request, names.get(0))),
                Endpoint.get(
                        path + "/pairs/{one}/{other}",
                        Permission.PEOPLE_READ,
                        (request, names) -> why(request, names.get(0), names.get(1))));
    }

    private Reply overview(Request request) {
        GroupOverview overview = hub.core().groups().overview(level, request.limit());
        ObjectNode json = Reply.object()
                .put("groups", overview.groups())
                .put("institutions", overview.institutions())
                .put("most", overview.most());
        ArrayNode largest = json.putArray("largest");
        overview.largest()
                .forEach(size -> largest.addObject()
                        .put("id", size.id())
                        .put("profiles", size.profiles())
                        .put("institution", size.isInstitution()));
        return Reply.ok(json);
    }

    private Reply find(Request request, String id) {
        long after = request.after();
        return Reply.ok(group(hub.core().groups().find(level, id, after, request.limit())));
    }

    /** One group, with its members' ids. */
    static ObjectNode group(Group group) {
        ObjectNode json = Reply.object()
                .put("id", group.id())
                .put("by", group.by())
                .put("profiles", group.profiles())
                .put("institution", group.isInstitution());
        ArrayNode members = json.putArray("members");
        group.members().forEach(members::add);
        return json;
    }

    private Reply why(Request request, String one, String other) {
        GroupExplanation pair =
                hub.core().groups().why(level, Request.number("one", one), Request.number("other", other));
        boolean reveal = Reveal.allowed(
                hub,
                request,
                "what profiles " + pair.one() + " and " + pair.other() + " say of their " + level.plural());
        ObjectNode json = Reply.object()
                .put("one", pair.one())
                .put("other", pair.other())
                .put("shared", !pair.shared().isEmpty());
        ArrayNode shared = json.putArray(level.plural());
        pair.shared().forEach(shared::add);
        ArrayNode reasons = json.putArray("reasons");
        pair.reasons().forEach(reasons::add);
        ArrayNode fields = json.putArray("fields");
        pair.fields().forEach(field -> {
            ObjectNode line = fields.addObject().put("field", field.name()).put("agrees", field.agrees());
            field.one().ifPresent(text -> line.put("one", reveal ? text : Mask.of(text)));
            field.other().ifPresent(text -> line.put("other", reveal ? text : Mask.of(text)));
        });
        return Reply.ok(json);
    }
}
