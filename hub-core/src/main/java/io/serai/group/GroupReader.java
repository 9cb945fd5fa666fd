package io.serai.group;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import io.serai.match.ShippedModel;
import io.serai.schema.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what makes groups out of profiles: a pure function of what a profile says and the rules. Not thread-safe. */
public final class GroupReader {
    /** The fields of a home; a full name has others too. */
    private static final Set<String> HOME =
            Set.of("surname", "street", "locality", "postcode", "city", "state", "country");

    private static final String STREET = "street";
    private static final String ID = "organisation_id";
    private static final String DOMAIN = "domain";

    private final GroupRules rules;
    private final Keyring keyring;
    private final PersonReader folder = new PersonReader(ShippedModel.people());

    public GroupReader(GroupRules rules, Keyring keyring) {
        this.rules = rules;
        this.keyring = keyring;
    }

    /** Whether there are any groups. */
    boolean readsAnything() {
        return !rules.isEmpty();
    }

    /** The look-up hashes of what a profile shares with all members of its groups, by level. */
    Map<GroupLevel, List<Hash>> keys(Said profile) {
        Map<GroupLevel, List<Hash>> keys = new EnumMap<>(GroupLevel.class);
        for (GroupLevel level : rules.levels().keySet()) {
            keys.put(level, values(level, profile).stream().map(this::key).toList());
        }
        return keys;
    }

    /** The look-up hash of a value: what its group is called. */
    Hash key(GroupValue value) {
        return Hash.of(keyring.hash("group:" + value.level().word() + ":" + value.by(), value.text()));
    }

    /** What puts a profile in groups of this level, each value once. */
    List<GroupValue> values(GroupLevel level, Said profile) {
        return rules.level(level)
                .map(rule -> switch (level) {
                    case HOUSEHOLD -> household(rule, profile);
                    case ACCOUNT -> accounts(rule, profile);
                })
                .orElse(List.of());
    }

    /** Only a home of which everything is said: without it nobody knows which home it is. */
    private List<GroupValue> household(GroupRules.Rule rule, Said profile) {
        Map<String, String> home = home(rule, profile);
        return home.keySet().containsAll(homeFields(rule))
                ? List.of(GroupValue.of(GroupLevel.HOUSEHOLD, home))
                : List.of();
    }

    /** The fields of a home. */
    List<String> homeFields(GroupRules.Rule rule) {
        return PersonReader.fieldsOf(rule.fields().keySet()).stream()
                .filter(HOME::contains)
                .sorted()
                .toList();
    }

    /** What a profile says of its home, by field. */
    Map<String, String> home(GroupRules.Rule rule, Said profile) {
        Map<String, String> home = new TreeMap<>(folder.folded(texts(rule, profile)));
        home.keySet().retainAll(HOME);
        // A street without a number is no address: people of one name live all along it.
        home.computeIfPresent(STREET, (field, street) -> endsInNumber(street) ? street : null);
        return home;
    }

    private static boolean endsInNumber(String street) {
        return Character.isDigit(street.charAt(street.lastIndexOf(' ') + 1));
    }

    private static Map<Role, List<String>> texts(GroupRules.Rule rule, Said profile) {
        Map<Role, List<String>> texts = new EnumMap<>(Role.class);
        rule.fields().forEach((role, origin) -> texts.put(role, profile.texts(origin)));
        return texts;
    }

    private static List<GroupValue> accounts(GroupRules.Rule rule, Said profile) {
        List<GroupValue> values = new ArrayList<>();
        said(rule, Role.ORGANISATION_ID, profile).forEach(id -> add(values, ID, id.strip()));
        said(rule, Role.EMAIL, profile)
                .forEach(address -> Domains.ofAddress(address)
                        .filter(domain -> isCompanys(rule, domain))
                        .ifPresent(domain -> add(values, DOMAIN, domain)));
        said(rule, Role.WEBSITE, profile)
                .forEach(site -> Domains.ofSite(site)
                        .filter(domain -> isCompanys(rule, domain))
                        .ifPresent(domain -> add(values, DOMAIN, domain)));
        return values;
    }

    private static List<String> said(GroupRules.Rule rule, Role role, Said profile) {
        Origin origin = rule.fields().get(role);
        return origin == null ? List.of() : profile.texts(origin);
    }

    private static boolean isCompanys(GroupRules.Rule rule, String domain) {
        return !Domains.isPublic(domain) && !rule.publicDomains().contains(domain);
    }

    private static void add(List<GroupValue> values, String field, String text) {
        GroupValue value = GroupValue.of(GroupLevel.ACCOUNT, Map.of(field, text));
        if (!text.isEmpty() && !values.contains(value)) {
            values.add(value);
        }
    }
}
