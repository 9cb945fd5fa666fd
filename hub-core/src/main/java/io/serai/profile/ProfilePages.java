package io.serai.profile;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Live profiles page by page, the last changed first. A page takes about as long wherever it is: a filter looks at so many
 * profiles and no more, so its page may hold few or none though others follow. Immutable and thread-safe; works on the
 * caller's transaction.
 */
public final class ProfilePages {
    /** Most profiles that one page looks at. */
    static final int WINDOW = 10_000;

    private static final String FROM =
            " FROM profile FORCE INDEX (changed) WHERE redirect_to IS NULL AND changed <= :changed"
                    + " AND (changed < :changed OR id < :id) ORDER BY changed DESC, id DESC LIMIT ";

    private final ProfileSchema schema;
    private final ProfileStore profiles;

    public ProfilePages(ProfileSchema schema, ProfileStore profiles) {
        this.schema = schema;
        this.profiles = profiles;
    }

    /**
     * What a trait that is no personal data must be.
     *
     * @param prefix whether it need only begin so
     */
    public record Filter(String trait, String value, boolean prefix) {}

    /** @param next where the next page begins; empty at the end */
    public record Page(List<Profile> profiles, Optional<String> next) {}

    private record Place(long changed, long id) {
        private static final Place FIRST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

        static Place of(String text) {
            if (!text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
                throw usage("'after' must be the 'next' of the page before.");
            }
            String[] parts = text.split("-", 2);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        String text() {
            return changed + "-" + id;
        }
    }

    private static SeraiException usage(String message) {
        return new SeraiException(ErrorCode.USAGE, message);
    }

    /**
     * A page.
     *
     * @param after the {@code next} of the page before; empty for the first
     * @throws SeraiException USAGE if the filter asks for what cannot be asked, or {@code after} is no place
     */
    public Page page(Handle handle, Optional<String> after, Optional<Filter> filter, int most) {
        Place start = after.map(Place::of).orElse(Place.FIRST);
        List<Place> found = filter.map(wanted -> matching(handle, start, wanted, most))
                .orElseGet(() -> places(at(handle.createQuery("SELECT id, changed" + FROM + most), start)));
        Optional<Place> next = Optional.empty();
        if (found.size() == most) {
            next = Optional.of(found.get(most - 1));
        } else if (filter.isPresent()) {
            String last = "SELECT id, changed" + FROM + "1 OFFSET " + (WINDOW - 1);
            next = places(at(handle.createQuery(last), start)).stream().findFirst();
        }
        return new Page(inOrder(handle, found), next.map(Place::text));
    }

    private List<Place> matching(Handle handle, Place start, Filter filter, int most) {
        TraitDefinition trait = schema.trait(filter.trait())
                .orElseThrow(
                        () -> usage("There is no such trait of the profile schema. GET /api/v1/traits has them all."));
        String value = value(trait, filter);
        String text = "CAST(value AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_nopad_bin";
        String condition = filter.prefix() ? "LEFT(" + text + ", CHAR_LENGTH(:value)) = :value" : text + " = :value";
        String window = "SELECT id, changed, `" + ProfileColumns.trait(trait.name()) + "` AS value" + FROM + WINDOW;
        return places(at(
                handle.createQuery("SELECT id, changed FROM (" + window + ") w WHERE " + condition
                                + " ORDER BY changed DESC, id DESC LIMIT " + most)
                        .bind("value", value),
                start));
    }

    /** As the column's value reads as text. */
    private static String value(TraitDefinition trait, Filter filter) {
        if (trait.pii()) {
            throw usage("The trait '" + trait.name() + "' is personal data and sealed: it cannot be searched for.");
        }
        return switch (trait.type()) {
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE -> filter.value();
            case DATE, WHOLE -> whole(trait, filter, filter.value());
            case BOOLEAN -> whole(trait, filter, filter.value().equals("true") ? "1" : "0");
            case DATETIME, DECIMAL, MONEY, LIST ->
                throw usage("A trait of type " + trait.type().word() + " cannot be searched for. Preview a segment.");
        };
    }

    private static String whole(TraitDefinition trait, Filter filter, String value) {
        if (filter.prefix()) {
            throw usage("A trait of type " + trait.type().word() + " has no beginning to search for. Give a 'value'.");
        }
        boolean fits = trait.type() == ValueType.BOOLEAN
                ? filter.value().matches("true|false")
                : filter.value().matches("-?[0-9]{1,19}|[0-9]{4}-[0-9]{2}-[0-9]{2}");
        if (!fits) {
            throw usage("'value' is no value of type " + trait.type().word() + ".");
        }
        return value;
    }

    private static Query at(Query query, Place start) {
        return query.bind("changed", start.changed()).bind("id", start.id());
    }

    private static List<Place> places(Query query) {
        return query.map((row, context) -> new Place(row.getLong("changed"), row.getLong("id")))
                .list();
    }

    private List<Profile> inOrder(Handle handle, List<Place> places) {
        Map<Long, Profile> byId = profiles
                .findAll(handle, places.stream().map(Place::id).toList())
                .stream()
                .collect(Collectors.toMap(Profile::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        return places.stream()
                .map(place -> byId.get(place.id()))
                .filter(Objects::nonNull)
                .toList();
    }
}
