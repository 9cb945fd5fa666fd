package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.OidcSettings;
import io.serai.access.Permission;
import io.serai.access.Role;
import io.serai.access.User;
import io.serai.operate.Operations;
import io.serai.profile.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Who signs in at the provider, and what each role may. */
final class UserApi {
    private final Operations hub;

    UserApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/roles", Permission.HUB_READ, (request, names) -> Reply.ok(roles())),
                Endpoint.get("/users", Permission.USER_MANAGE, (request, names) -> users(request)),
                Endpoint.post(
                        "/users/{id}/block", Permission.USER_MANAGE, (request, names) -> block(request, names.get(0))),
                Endpoint.bare(
                        "/users/{id}/unblock",
                        Permission.USER_MANAGE,
                        (request, names) -> unblock(request, names.get(0))));
    }

    private static ObjectNode roles() {
        ObjectNode json = Reply.object();
        ArrayNode roles = json.putArray("roles");
        for (Role role : Role.values()) {
            roles.addObject().put("name", role.word()).put("summary", role.summary());
        }
        ArrayNode permissions = json.putArray("permissions");
        for (Permission permission : Permission.values()) {
            ObjectNode one =
                    permissions.addObject().put("name", permission.word()).put("summary", permission.summary());
            words(one, Arrays.stream(Role.values()).filter(permission::isOf).toList());
        }
        return json;
    }

    private static void words(ObjectNode json, List<Role> roles) {
        ArrayNode words = json.putArray("roles");
        roles.forEach(role -> words.add(role.word()));
    }

    private Reply users(Request request) {
        List<User> page = hub.users().list(request.before(), request.limit());
        boolean reveal = Reveal.allowed(hub, request, "users");
        ObjectNode json = Reply.page(page, request.limit(), User::id);
        ArrayNode users = json.putArray("users");
        page.forEach(user -> users.add(user(user, reveal)));
        ArrayNode groups = json.putArray("groups");
        hub.configStore().state().running().hub().oidc().map(OidcSettings::roles).orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group -> groups.addObject()
                        .put("name", group.getKey())
                        .put("role", group.getValue().word()));
        return Reply.ok(json);
    }

    private static ObjectNode user(User user, boolean reveal) {
        ObjectNode json = Reply.object()
                .put("id", user.id())
                .put("caller", user.caller())
                .put("name", reveal || user.name().isEmpty() ? user.name() : Mask.of(user.name()));
        words(json, user.roles().stream().sorted().toList());
        json.put("firstSeen", user.firstSeen().toString())
                .put("lastSeen", user.lastSeen().toString());
        user.blocked()
                .ifPresent(block -> json.putObject("blocked")
                        .put("at", block.at().toString())
                        .put("by", block.by()));
        return json;
    }

    private Reply block(Request request, String id) {
        ObjectNode body = request.object("reason");
        hub.users()
                .block(
                        Request.number("id", id),
                        Request.optionalText(body, "reason").orElse(""),
                        request.by());
        return Reply.done();
    }

    private Reply unblock(Request request, String id) {
        hub.users().unblock(Request.number("id", id), request.by());
        return Reply.done();
    }
}
