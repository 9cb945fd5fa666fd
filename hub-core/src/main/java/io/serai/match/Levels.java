package io.serai.match;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares two records field by field. Immutable and thread-safe. */
final class Levels {
    /** The level of a field that one of the two says nothing of. */
    static final int MISSING = -1;

    /** What most pairs of strangers show themselves by. */
    private static final List<String> LEADING = List.of("given_name", "surname", "birth_date");

    private static final byte ALIAS = (byte) Comparison.NAME.levels().indexOf("alias");
    private static final byte NEAR = (byte) Comparison.NAME.levels().indexOf("near");
    private static final byte SIMILAR_STREET = (byte) Comparison.STREET.levels().indexOf("similar");
    private static final int DIFFER = 0;

    private final Comparison[] comparisons;
    private final int given;
    private final int surname;
    private final int street;
    private final int city;
    private final int postcode;
    private final int[] leading;
    private final int[] following;

    Levels(MatchModel model) {
        List<String> names = model.names();
        this.comparisons = model.fields().stream().map(FieldModel::comparison).toArray(Comparison[]::new);
        this.given = names.indexOf(Role.GIVEN_NAME.label());
        this.surname = names.indexOf(Role.SURNAME.label());
        this.street = names.indexOf(Role.STREET.label());
        this.city = names.indexOf(Role.CITY.label());
        this.postcode = names.indexOf(Role.POSTCODE.label());
        this.leading = IntStream.range(0, names.size())
                .filter(field -> LEADING.contains(names.get(field)))
                .toArray();
        this.following = IntStream.range(0, names.size())
                .filter(field -> !LEADING.contains(names.get(field)))
                .toArray();
    }

    /** The places of the fields that {@link #begin} compares. */
    int[] leading() {
        return leading;
    }

    /** The places of the others. */
    int[] following() {
        return following;
    }

    /** Whether the leading fields alone decide if a condition on these fields holds. */
    static boolean decide(Iterable<String> fields) {
        for (String field : fields) {
            if (!LEADING.contains(field)) {
                return false;
            }
        }
        return true;
    }

    /** The level of each field. */
    byte[] of(Person one, Person other) {
        byte[] levels = begin(one, other);
        finish(one, other, levels);
        return levels;
    }

    /** The levels of the leading fields; the others are to come. */
    byte[] begin(Person one, Person other) {
        byte[] levels = new byte[comparisons.length];
        for (int field : leading) {
            levels[field] = level(field, one, other);
        }
        swap(one, other, levels);
        return levels;
    }

    void finish(Person one, Person other, byte[] levels) {
        for (int field : following) {
            levels[field] = level(field, one, other);
        }
        if (street >= 0 && levels[street] > SIMILAR_STREET && isElsewhere(levels)) {
            levels[street] = SIMILAR_STREET;
        }
    }

    /** Whether two addresses are in different places, so that one street and number in both is a coincidence. */
    private boolean isElsewhere(byte[] levels) {
        int area = postcode < 0 ? MISSING : levels[postcode];
        return area == MISSING ? city >= 0 && levels[city] == DIFFER : area == DIFFER;
    }

    private byte level(int field, Person one, Person other) {
        return (byte) level(comparisons[field], one.value(field), other.value(field));
    }

    private static int level(Comparison comparison, @Nullable Value one, @Nullable Value other) {
        if (one == null || other == null) {
            return MISSING;
        }
        if (one.more().isEmpty() && other.more().isEmpty()) {
            return comparison.level(one, other);
        }
        int best = 0;
        for (Value mine : one.all()) {
            for (Value theirs : other.all()) {
                best = Math.max(best, comparison.level(mine, theirs));
            }
        }
        return best;
    }

    /**
     * Names in each other's place: given name and surname swapped agree as a nickname does; and a record with one name
     * only may have it in the wrong place.
     */
    private void swap(Person one, Person other, byte[] levels) {
        if (given < 0 || surname < 0 || levels[given] >= NEAR || levels[surname] >= NEAR) {
            return;
        }
        boolean both = levels[surname] != MISSING && levels[given] != MISSING;
        int forth = level(Comparison.NAME, one.value(given), other.value(surname));
        if (both && forth < NEAR) {
            return;
        }
        int back = level(Comparison.NAME, one.value(surname), other.value(given));
        if (forth >= NEAR && back >= NEAR) {
            levels[given] = ALIAS;
            levels[surname] = ALIAS;
        } else if (!both) {
            int misplaced = Math.max(forth, back);
            if (misplaced >= NEAR) {
                levels[given] = MISSING;
                levels[surname] = (byte) Math.min(misplaced, ALIAS);
            }
        }
    }
}
