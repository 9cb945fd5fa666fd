package io.serai.group;

import io.serai.ingest.TestHub;
import io.serai.profile.Profile;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Made-up people who live and work together, and what a judge of a few lines makes of them. */
final class Neighbours {
    static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              last_name: { type: name, pii: true }
              street: { type: string, pii: true }
              postcode: { type: string }
              site: { type: string }
            identifiers: { email: email, phone: phone, crm_account: string }
            """;

    static final String GROUPS = """
            households:
              fields: { surname: last_name, street: street, postcode: postcode }
              most: 4
            accounts:
              fields: { organisation_id: { identifier: crm_account }, email: { identifier: email }, website: site }
              public_domains: [isp.example]
              most: 5
            """;

    static final String RULES = "identity: default\nlink_on: { email: { generic_above: 4 }, phone: {} }\n" + GROUPS;

    private static final List<String> SURNAMES = List.of("Müller", "Koch", "Bauer");
    private static final List<String> STREETS = List.of("Hauptstraße", "Hauptstr.", "HAUPTSTRASSE");
    private static final List<String> MAIL = List.of("acme.example", "works.example", "gmail.com", "isp.example");

    private final SplittableRandom random;

    Neighbours(SplittableRandom random) {
        this.random = random;
    }

    /** Statements, many about the same record at another time. */
    List<CanonicalRecord> statements(int count) {
        return random.ints(count, 0, count / 2).mapToObj(this::statement).toList();
    }

    private CanonicalRecord statement(int record) {
        Map<String, Optional<Object>> traits = new LinkedHashMap<>();
        traits.put("last_name", maybe(9, pick(SURNAMES)));
        traits.put("street", maybe(9, pick(STREETS) + (random.nextInt(9) == 0 ? "" : " " + random.nextInt(1, 4))));
        traits.put("postcode", maybe(9, "1011" + random.nextInt(2)));
        traits.put("site", maybe(2, "https://www." + pick(MAIL) + "/about"));
        Map<String, IdentifierValues> identifiers = new LinkedHashMap<>();
        identifiers.put("email", values(2, "u" + random.nextInt(40) + "@" + pick(MAIL)));
        identifiers.put("phone", values(4, "+4930123450" + random.nextInt(30)));
        identifiers.put("crm_account", values(3, "00" + random.nextInt(6)));
        return record("r" + record, 1 + random.nextInt(90_000), random.nextInt(10) == 0, identifiers, traits);
    }

    static CanonicalRecord record(
            String key,
            int second,
            boolean deleted,
            Map<String, IdentifierValues> identifiers,
            Map<String, Optional<Object>> traits) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
        return new CanonicalRecord(key, Optional.of(at), deleted, identifiers, traits, Map.of(), List.of());
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private Optional<Object> maybe(int of, Object value) {
        return random.nextInt(of) == 0 ? Optional.empty() : Optional.of(value);
    }

    private IdentifierValues values(int of, String value) {
        return new IdentifierValues(random.nextInt(of) == 0 ? List.of(value) : List.of(), false);
    }

    /** The groups there should be: for each thing to share, the people who share it, each as the keys of their records. */
    static Set<Set<Set<String>>> judged(TestHub hub) {
        Map<String, Set<Set<String>>> groups = new TreeMap<>();
        Map<Long, Set<String>> people = hub.membership();
        List<Profile> profiles =
                hub.database().inTransaction(handle -> hub.identity().profiles().findAll(handle, people.keySet()));
        for (Profile profile : profiles) {
            Set<String> person = people.getOrDefault(profile.id(), Set.of());
            shared(profile)
                    .forEach(value -> groups.computeIfAbsent(value, any -> new HashSet<>())
                            .add(person));
        }
        return new HashSet<>(groups.values());
    }

    private static Set<String> shared(Profile profile) {
        Set<String> shared = new HashSet<>();
        String street =
                text(profile, "street").toLowerCase(java.util.Locale.ROOT).replaceAll("str\\.|straße", "strasse");
        String home = text(profile, "last_name") + " " + street + " " + text(profile, "postcode");
        if (home.matches("\\S+ strasse \\d \\d+|\\S+ hauptstrasse \\d \\d+")) {
            shared.add("home " + home);
        }
        profile.identifiers().getOrDefault("crm_account", List.of()).forEach(id -> shared.add("id " + id));
        profile.identifiers()
                .getOrDefault("email", List.of())
                .forEach(address -> domain(shared, address.split("@", -1)[1]));
        domain(shared, text(profile, "site").replaceAll("https://www\\.|/about", ""));
        return shared;
    }

    private static void domain(Set<String> shared, String domain) {
        if (domain.equals("acme.example") || domain.equals("works.example")) {
            shared.add("domain " + domain);
        }
    }

    private static String text(Profile profile, String trait) {
        return profile.traits().getOrDefault(trait, "").toString();
    }

    /** The groups as they are stored, in the same form. */
    static Set<Set<Set<String>>> stored(TestHub hub) {
        Map<Long, Set<String>> people = hub.membership();
        Map<String, Set<Set<String>>> groups = new HashMap<>();
        hub.database()
                .jdbi()
                .useHandle(handle -> handle.createQuery("SELECT HEX(hash), profile_id FROM profile_group")
                        .map((row, context) -> groups.computeIfAbsent(row.getString(1), any -> new HashSet<>())
                                .add(people.getOrDefault(row.getLong(2), Set.of("nobody"))))
                        .list());
        return groups.values().stream().collect(Collectors.toSet());
    }
}
