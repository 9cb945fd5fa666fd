package io.serai.access;

import static io.serai.access.Role.ADMIN;
import static io.serai.access.Role.ANALYST;
import static io.serai.access.Role.MARKETER;
import static io.serai.access.Role.OPERATOR;
import static io.serai.access.Role.PRIVACY_OFFICER;
import static io.serai.access.Role.VIEWER;

import io.serai.error.SeraiException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can be allowed, and to which roles: the one table of who may do what. Each endpoint of the API names the
 * permission that it asks for; what nobody is given here, nobody has. docs/reference/access.md is generated from it.
 */
public enum Permission {
    OPEN("Asked for without a credential.", VIEWER, ANALYST, MARKETER, OPERATOR, PRIVACY_OFFICER, ADMIN),
    HUB_READ(
            "See how the hub, its sources, segments, syncs and runs stand.",
            VIEWER,
            ANALYST,
            MARKETER,
            OPERATOR,
            PRIVACY_OFFICER,
            ADMIN),
    PEOPLE_READ(
            "See profiles, records and dead letters, personal data masked.",
            ANALYST,
            MARKETER,
            OPERATOR,
            PRIVACY_OFFICER,
            ADMIN),
    PEOPLE_REVEAL("See personal data unmasked, for a reason that is kept.", PRIVACY_OFFICER, ADMIN),
    PEOPLE_DECIDE("Decide who is who: merge, unmerge, review.", OPERATOR, PRIVACY_OFFICER, ADMIN),
    PEOPLE_SUPPRESS("Block identifiers, lift blocks, and say who was erased by hand.", PRIVACY_OFFICER, ADMIN),
    PRIVACY_HANDLE("Keep, fulfil and refuse what people ask about their data.", PRIVACY_OFFICER, ADMIN),
    SEGMENT_TRY("Count who would be in a segment now.", ANALYST, MARKETER, OPERATOR, ADMIN),
    SEGMENT_DEFINE("Define segments and computed traits over the API.", MARKETER, OPERATOR, ADMIN),
    CONNECTION_DEFINE(
            "Define mappings, sources, destinations and syncs over the API, and give secrets.", OPERATOR, ADMIN),
    INSIGHT_READ(
            "See numbers about people, which may be small.",
            VIEWER,
            ANALYST,
            MARKETER,
            OPERATOR,
            PRIVACY_OFFICER,
            ADMIN),
    SYNC_RUN("Try, run, pause and resume syncs.", MARKETER, OPERATOR, ADMIN),
    SYNC_RELEASE("Let a sync pass its brake.", OPERATOR, ADMIN),
    SOURCE_RUN("Look into sources, import, run, pause and reset them, and replay what they brought.", OPERATOR, ADMIN),
    ROUTE_RUN("Start, stop and pause the routes of sources and syncs.", OPERATOR, ADMIN),
    ALERT_TRY("Have an alert tell something, to see whether it arrives.", OPERATOR, ADMIN),
    LETTER_HANDLE("Try dead letters again, or discard them.", OPERATOR, ADMIN),
    CONFIG_PLAN("See what changed files would do.", MARKETER, OPERATOR, ADMIN),
    CONFIG_APPLY("Apply changed files.", OPERATOR, ADMIN),
    JMX_USE("Look at and steer the hub by JMX, over Jolokia.", OPERATOR, ADMIN),
    HUB_STOP("Stop the hub.", OPERATOR, ADMIN),
    AUDIT_READ("Read and verify the audit trail.", PRIVACY_OFFICER, ADMIN),
    KEY_MANAGE("Make, list and revoke API keys.", ADMIN),
    USER_MANAGE("See who signs in at the provider, block and unblock them.", ADMIN);

    private final String summary;
    private final Set<Role> roles;

    Permission(String summary, Role... roles) {
        this.summary = summary;
        this.roles = EnumSet.copyOf(Arrays.asList(roles));
    }

    /** As it is written, such as {@code people-read}. */
    public String word() {
        return Words.of(this);
    }

    /** What it allows, for a person. */
    public String summary() {
        return summary;
    }

    public boolean isOf(Role role) {
        return roles.contains(role);
    }

    /** The roles that have it, as they are written. */
    List<String> roleWords() {
        return roles.stream().map(Role::word).toList();
    }

    /**
     * All that any of these roles may.
     *
     * @param scope what that is narrowed to; empty for all of it
     */
    public static Set<Permission> of(Set<Role> roles, Set<Permission> scope) {
        EnumSet<Permission> all = EnumSet.of(OPEN);
        for (Permission permission : values()) {
            boolean within = scope.isEmpty() || scope.contains(permission);
            if (within && roles.stream().anyMatch(permission::isOf)) {
                all.add(permission);
            }
        }
        return all;
    }

    /** @throws SeraiException USAGE if there is no such permission */
    public static Permission of(String word) {
        return Words.find(values(), "permission", word);
    }
}
