package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads records into {@link Person}s: brings the texts of their roles into the fields of a model. Values are shared
 * between the people that have them. Not thread-safe.
 */
public final class PersonReader {
    /** The roles that are a field of their own. */
    private static final Set<Role> FIELDS = EnumSet.copyOf(Arrays.stream(Role.values())
            .filter(role -> fieldsOf(Set.of(role)).contains(role.label()))
            .toList());

    private static final int KNOWN = 200_000;

    private final List<FieldModel> fields;
    private final List<Map<String, Optional<Value>>> known = new ArrayList<>();

    public PersonReader(MatchModel model) {
        this.fields = model.fields();
        fields.forEach(field -> known.add(new HashMap<>()));
    }

    /** The fields that these roles fill. */
    public static Set<String> fieldsOf(Set<Role> roles) {
        Set<String> fields = new LinkedHashSet<>();
        for (Role role : roles) {
            switch (role) {
                case FULL_NAME -> fields.addAll(List.of("given_name", "middle_name", "surname", "name_suffix"));
                case BIRTH_YEAR, BIRTH_MONTH, BIRTH_DAY -> fields.add("birth_date");
                case STREET_NUMBER, ADDRESS -> fields.add("street");
                default -> fields.add(role.label());
            }
        }
        return fields;
    }

    /**
     * Reads one record.
     *
     * @param roles the texts of each role; blank ones count as none
     * @param extra the texts of fields that no role fills, by field
     */
    public Person read(Map<Role, List<String>> roles, Map<String, List<String>> extra) {
        Map<String, List<String>> texts = new HashMap<>(extra);
        Map<Role, List<String>> given = new EnumMap<>(Role.class);
        roles.forEach((role, values) -> {
            List<String> said = said(values);
            if (!said.isEmpty()) {
                given.put(role, said);
                if (FIELDS.contains(role)) {
                    texts.put(role.label(), said);
                }
            }
        });
        given.getOrDefault(Role.FULL_NAME, List.of()).forEach(name -> fullName(name, texts));
        birthDate(given, texts);
        street(given, texts);
        @Nullable Value[] values = new Value[fields.size()];
        for (int field = 0; field < values.length; field++) {
            values[field] = value(field, texts.getOrDefault(fields.get(field).name(), List.of()));
        }
        return new Person(values);
    }

    /** The folded text of each field that a record fills, its first where it has several: equal texts are equal values. */
    public Map<String, String> folded(Map<Role, List<String>> roles) {
        Person person = read(roles, Map.of());
        Map<String, String> folded = new HashMap<>();
        for (int field = 0; field < fields.size(); field++) {
            Value value = person.value(field);
            if (value != null) {
                folded.put(fields.get(field).name(), value.text());
            }
        }
        return folded;
    }

    private static List<String> said(List<String> values) {
        for (String value : values) {
            if (value.isBlank()) {
                return values.stream().filter(text -> !text.isBlank()).toList();
            }
        }
        return values;
    }

    private @Nullable Value value(int field, List<String> texts) {
        List<Value> said = new ArrayList<>(texts.size());
        for (String text : texts) {
            Optional<Value> read = known(field, text);
            if (read.isPresent() && !said.contains(read.get())) {
                said.add(read.get());
            }
        }
        return said.size() == 1 ? said.get(0) : Value.of(said);
    }

    private Optional<Value> known(int field, String text) {
        Map<String, Optional<Value>> values = known.get(field);
        if (values.size() > KNOWN) {
            values.clear();
        }
        return values.computeIfAbsent(text, fields.get(field).comparison()::read);
    }

    /** Fills what no column of its own says. */
    private static void fullName(String name, Map<String, List<String>> texts) {
        int comma = name.indexOf(',');
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String word :
                Fold.words(comma < 0 ? name : name.substring(0, comma)).split(" ")) {
            sort(word, before, texts);
        }
        if (comma >= 0) {
            for (String word : Fold.words(name.substring(comma + 1)).split(" ")) {
                sort(word, after, texts);
            }
        }
        // "Smith, Ann Mary": the surname stands before the comma.
        List<String> given = after.isEmpty() ? before : after;
        String surname = after.isEmpty() && before.size() > 1
                ? before.remove(before.size() - 1)
                : after.isEmpty() ? "" : String.join(" ", before);
        if (!surname.isEmpty()) {
            texts.putIfAbsent("surname", List.of(surname));
        }
        if (!given.isEmpty()) {
            texts.putIfAbsent("given_name", List.of(given.get(0)));
        }
        if (given.size() > 1) {
            texts.putIfAbsent("middle_name", List.of(String.join(" ", given.subList(1, given.size()))));
        }
    }

    private static void sort(String word, List<String> names, Map<String, List<String>> texts) {
        if (Titles.isSuffix(word)) {
            texts.putIfAbsent("name_suffix", List.of(word));
        } else if (!word.isEmpty() && !Titles.isTitle(word)) {
            names.add(word);
        }
    }

    private static void birthDate(Map<Role, List<String>> given, Map<String, List<String>> texts) {
        Dates.of(first(given, Role.BIRTH_YEAR), first(given, Role.BIRTH_MONTH), first(given, Role.BIRTH_DAY))
                .ifPresent(date -> texts.putIfAbsent("birth_date", List.of(date)));
    }

    private static void street(Map<Role, List<String>> given, Map<String, List<String>> texts) {
        String number = first(given, Role.STREET_NUMBER);
        String street = first(given, Role.STREET);
        if (!number.isEmpty()) {
            texts.put("street", List.of(number + ' ' + street));
        }
        given.getOrDefault(Role.ADDRESS, List.of()).forEach(line -> texts.putIfAbsent("street", List.of(line)));
    }

    private static String first(Map<Role, List<String>> given, Role role) {
        return given.getOrDefault(role, List.of("")).get(0);
    }
}
