package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.match.MatchModel;
import io.serai.match.Matcher;
import io.serai.match.Person;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import io.serai.profile.SubjectState;
import io.serai.schema.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what matching compares out of subjects' states. Not thread-safe. */
public final class FeatureReader {
    private final MatchRules rules;
    private final Keyring keyring;
    private final Matcher matcher;
    private final PersonReader people;
    private final List<String> scopes = new ArrayList<>();

    FeatureReader(MatchRules rules, Keyring keyring) {
        this.rules = rules;
        this.keyring = keyring;
        this.matcher = new Matcher(rules.model());
        this.people = new PersonReader(rules.model());
        rules.model().keys().forEach(key -> scopes.add("match:" + key));
    }

    MatchModel model() {
        return rules.model();
    }

    Matcher matcher() {
        return matcher;
    }

    /** The features of a subject in this state. */
    public Features read(SubjectState state) {
        Person person = person(state);
        return new Features(person, keys(person));
    }

    /** The look-up hashes of all of a person's keys, each once. */
    List<Hash> keys(Person person) {
        Set<Hash> keys = new LinkedHashSet<>();
        for (int key = 0; key < scopes.size(); key++) {
            keys.addAll(keys(person, key));
        }
        return List.copyOf(keys);
    }

    /** The look-up hashes a person has of one of the model's keys. */
    List<Hash> keys(Person person, int key) {
        List<Hash> hashes = new ArrayList<>(2);
        for (String text : matcher.keys(person, key)) {
            hashes.add(Hash.of(keyring.hash(scopes.get(key), text)));
        }
        return hashes;
    }

    /** What a subject in this state says of somebody. */
    Person person(SubjectState state) {
        Map<Role, List<String>> roles = new EnumMap<>(Role.class);
        rules.roles().forEach((role, origin) -> roles.put(role, texts(state, origin)));
        Map<String, List<String>> extra = new HashMap<>();
        rules.extra().forEach((field, origin) -> extra.put(field, texts(state, origin)));
        return people.read(roles, extra);
    }

    static List<String> texts(SubjectState state, Origin origin) {
        return origin.isIdentifier() ? state.identifiers(origin.name()) : state.texts(origin.name());
    }
}
