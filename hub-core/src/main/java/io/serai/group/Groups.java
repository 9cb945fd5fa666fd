package io.serai.group;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.BulkQuery;
import io.serai.store.Database;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Households and accounts: who is in one, and why. Only what each profile shares is stored; groups, their sizes and what
 * is an institution are what the store says when somebody asks. Thread-safe.
 */
public final class Groups {
    /** Members shown with a profile. */
    private static final int SOME = 100;

    private final Database database;
    private final Keyring keyring;
    private final ProfileStore profiles;
    private final GroupRules rules;

    public Groups(Database database, Keyring keyring, ProfileStore profiles, GroupRules rules) {
        this.database = database;
        this.keyring = keyring;
        this.profiles = profiles;
        this.rules = rules;
    }

    /** Whether the rules say what makes groups of this level. */
    public boolean has(GroupLevel level) {
        return rules.level(level).isPresent();
    }

    private GroupRules.Rule rule(GroupLevel level) {
        return rules.level(level)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.USAGE,
                        "There are no " + level.plural() + ": the identity rules have no '" + level.plural()
                                + "' section."));
    }

    /**
     * The groups of a profile; those it is alone in too.
     *
     * @param profileId of a live profile
     * @throws SeraiException USAGE if there are none of this level, NOT_FOUND
     */
    public List<Group> of(GroupLevel level, long profileId) {
        GroupRules.Rule rule = rule(level);
        return database.inTransaction(handle -> {
            GroupReader reader = new GroupReader(rules, keyring);
            List<Group> groups = new ArrayList<>();
            for (GroupValue value : reader.values(level, Said.of(require(handle, profileId)))) {
                groups.add(group(handle, level, rule, value.by(), reader.key(value), 0, SOME));
            }
            return groups;
        });
    }

    /**
     * One group.
     *
     * @param id as {@link Group#id} has it
     * @param after members of greater ids than this; 0 for the first
     * @throws SeraiException USAGE if there are none of this level, NOT_FOUND if nobody shares it
     */
    public Group find(GroupLevel level, String id, long after, int limit) {
        GroupRules.Rule rule = rule(level);
        if (!id.matches("[0-9a-f]{32}")) {
            throw unknown(level);
        }
        Hash hash = Hash.of(HexFormat.of().parseHex(id));
        return database.inTransaction(handle -> {
            GroupReader reader = new GroupReader(rules, keyring);
            String by = members(handle, level, hash, 0, 1).stream()
                    .flatMap(one -> profiles.findAll(handle, List.of(one)).stream())
                    .flatMap(profile -> reader.values(level, Said.of(profile)).stream())
                    .filter(value -> reader.key(value).equals(hash))
                    .map(GroupValue::by)
                    .findFirst()
                    .orElseThrow(() -> unknown(level));
            return group(handle, level, rule, by, hash, after, limit);
        });
    }

    private static SeraiException unknown(GroupLevel level) {
        return new SeraiException(
                ErrorCode.NOT_FOUND,
                "There is no " + level.word() + " of this id; 'serai profile get' shows those of a profile.");
    }

    private static Group group(
            Handle handle, GroupLevel level, GroupRules.Rule rule, String by, Hash hash, long after, int limit) {
        long size = size(handle, level, hash);
        boolean institution = size > rule.most();
        List<Long> members = institution ? List.of() : members(handle, level, hash, after, limit);
        return new Group(hash.toString(), by, size, institution, members);
    }

    private static long size(Handle handle, GroupLevel level, Hash hash) {
        return BulkQuery.list(handle, "SELECT COUNT(*)" + holders(level, hash), row -> row.getLong(1))
                .get(0);
    }

    private static List<Long> members(Handle handle, GroupLevel level, Hash hash, long after, int limit) {
        return BulkQuery.list(
                handle,
                "SELECT profile_id" + holders(level, hash) + " AND profile_id > " + after
                        + " ORDER BY profile_id LIMIT " + limit,
                row -> row.getLong(1));
    }

    private static String holders(GroupLevel level, Hash hash) {
        return " FROM profile_group FORCE INDEX (PRIMARY) WHERE level = '" + level.word() + "' AND hash = "
                + BulkQuery.hash(hash.bytes());
    }

    /**
     * All groups of a level: counts them, so it takes as long as reading the index of them.
     *
     * @param limit how many of the largest
     * @throws SeraiException USAGE if there are none of this level
     */
    public GroupOverview overview(GroupLevel level, int limit) {
        int most = rule(level).most();
        String sizes = "SELECT hash, COUNT(*) AS size FROM profile_group FORCE INDEX (PRIMARY) WHERE level = '"
                + level.word() + "' GROUP BY hash HAVING size > 1";
        return database.inTransaction(handle -> {
            List<GroupOverview.Size> largest = BulkQuery.list(
                    handle,
                    sizes + " ORDER BY size DESC, hash LIMIT " + limit,
                    row -> new GroupOverview.Size(
                            Hash.of(row.getBytes(1)).toString(), row.getLong(2), row.getLong(2) > most));
            return BulkQuery.list(
                            handle,
                            "SELECT COUNT(*), COALESCE(SUM(size > " + most + "), 0) FROM (" + sizes + ") g",
                            row -> new GroupOverview(row.getLong(1) - row.getLong(2), row.getLong(2), most, largest))
                    .get(0);
        });
    }

    /**
     * Why two profiles share a group of this level, or why not.
     *
     * @throws SeraiException USAGE if there are none of this level, NOT_FOUND
     */
    public GroupExplanation why(GroupLevel level, long one, long other) {
        GroupRules.Rule rule = rule(level);
        return database.inTransaction(handle -> new GroupComparison(
                        level, rule, new GroupReader(rules, keyring), hash -> size(handle, level, hash))
                .of(require(handle, one), require(handle, other)));
    }

    private Profile require(Handle handle, long id) {
        Optional<Profile> profile = profiles.find(handle, id);
        return profile.orElseThrow(() ->
                new SeraiException(ErrorCode.NOT_FOUND, "There is no profile " + id + ", or its last record is gone."));
    }
}
