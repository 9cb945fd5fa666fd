package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.store.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By whose clock a condition means hours and days. The offsets of a zone are worked out here and written into the statement:
 * the server's own tables of zones are often empty, and of another edition.
 */
final class Zones {
    /** From here to {@link #LAST} a zone's clock is followed; before and after, its offset is that of the end. */
    static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private Zones() {}

    static ObjectShape.Builder key(ObjectShape.Builder shape) {
        return shape.optional(
                "zone",
                Shape.text(),
                "By whose clock hours and days are meant, such as Europe/Berlin or \"+01:00\"; UTC unless said.");
    }

    /** UTC unless said; empty if there is no such zone, and the problem has then been recorded. */
    static Optional<ZoneId> read(Node condition) {
        Optional<Node> zone = condition.get("zone");
        try {
            return Optional.of(
                    zone.map(name -> ZoneId.of(name.text()).normalized()).orElse(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            Node name = zone.orElseThrow();
            String cure = Similar.nearest(name.text(), ZoneId.getAvailableZoneIds())
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse(
                            "Write the name of the IANA database, such as Europe/Berlin, or an offset such as \"+01:00\".");
            name.problem("there is no such zone.", cure);
            return Optional.empty();
        }
    }

    /** The key as the user writes it, after a comma; nothing for UTC. */
    static String describe(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "" : ", zone: \"" + zone + '"';
    }

    /** The date and time that a zone's clock shows at a moment in UTC. */
    static String local(String moment, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) {
            return moment;
        }
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (ZoneOffsetTransition next = rules.nextTransition(FIRST);
                next != null && next.getInstant().isBefore(LAST);
                next = rules.nextTransition(next.getInstant())) {
            changes.add(next);
        }
        String offset = offset(moment, changes, rules.getOffset(FIRST));
        return "(" + moment + " + INTERVAL " + offset + " SECOND)";
    }

    /** Halves the changes until none is left, so that a row is compared with few of them. */
    private static String offset(String moment, List<ZoneOffsetTransition> changes, ZoneOffset before) {
        if (changes.isEmpty()) {
            return Integer.toString(before.getTotalSeconds());
        }
        int middle = changes.size() / 2;
        ZoneOffsetTransition change = changes.get(middle);
        return "IF(" + moment + " < TIMESTAMP'" + Moments.sql(change.getInstant()) + "', "
                + offset(moment, changes.subList(0, middle), before) + ", "
                + offset(moment, changes.subList(middle + 1, changes.size()), change.getOffsetAfter()) + ")";
    }
}
