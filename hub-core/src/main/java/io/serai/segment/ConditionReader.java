package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.Similar;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the condition tree of one segment and checks every name and value in it against the profile schema. */
final class ConditionReader {
    private static final Pattern DISTANCE = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?)(km|m|mi)");
    /** In metres. */
    private static final Map<String, Double> UNITS = Map.of("m", 1.0, "km", 1_000.0, "mi", 1_609.344);

    private final ProfileSchema schema;
    private final Map<String, ValueType> computed;
    private final Map<String, Set<String>> sources;
    private final EventReader events;
    private final Function<Node, Optional<SegmentDefinition>> segments;

    /**
     * @param computed the type of each computed trait
     * @param sources the streams of each source
     * @param segments finds the segment that a node names, or records the problem there
     */
    ConditionReader(
            ProfileSchema schema,
            Map<String, ValueType> computed,
            Map<String, Set<String>> sources,
            Function<Node, Optional<SegmentDefinition>> segments) {
        this.schema = schema;
        this.computed = computed;
        this.sources = sources;
        this.events = new EventReader(schema);
        this.segments = segments;
    }

    /** Empty if anything below the node is wrong; all problems have then been recorded. */
    Optional<Condition> read(Node node) {
        if (node.get("all").isPresent()) {
            return parts(node.require("all")).map(Condition.All::new);
        }
        if (node.get("any").isPresent()) {
            return parts(node.require("any")).map(Condition.Any::new);
        }
        if (node.get("not").isPresent()) {
            return read(node.require("not")).map(Condition.Not::new);
        }
        if (node.get("trait").isPresent()) {
            Node name = node.require("trait");
            return checked(node, trait(name, name.text()));
        }
        if (node.get("identifier").isPresent()) {
            return checked(node, identifier(node.require("identifier")));
        }
        if (node.get("seen").isPresent()) {
            boolean first = node.require("seen").text().equals(Field.FIRST_SEEN.name());
            return checked(node, Optional.of(first ? Field.FIRST_SEEN : Field.LAST_SEEN));
        }
        if (node.get("identity").isPresent()) {
            boolean records = node.require("identity").text().equals(Field.RECORDS.name());
            return checked(node, Optional.of(records ? Field.RECORDS : Field.DIVIDED));
        }
        if (node.get("consent").isPresent()) {
            return consent(node);
        }
        if (node.get("event").isPresent()) {
            return events.read(node);
        }
        return outside(node);
    }

    /** Conditions on what lies outside the profile itself. */
    private Optional<Condition> outside(Node node) {
        if (node.get("source").isPresent()) {
            return source(node);
        }
        if (node.get("near").isPresent()) {
            return near(node);
        }
        if (node.get("sample").isPresent()) {
            return sample(node);
        }
        if (node.get("top").isPresent()) {
            return top(node);
        }
        if (node.get("until").isPresent()) {
            return Zones.read(node).flatMap(zone -> until(node.require("until"), zone));
        }
        return segments.apply(node.require("segment"))
                .map(segment -> new Condition.InSegment(segment.name(), segment.where()));
    }

    private Optional<List<Condition>> parts(Node list) {
        List<Condition> parts = new ArrayList<>();
        list.items().forEach(item -> read(item).ifPresent(parts::add));
        return parts.size() == list.items().size() ? Optional.of(parts) : Optional.empty();
    }

    private Optional<Condition> checked(Node node, Optional<Field> field) {
        return field.flatMap(
                known -> CheckReader.read(node, known.type()).map(check -> new Condition.OnField(known, check)));
    }

    private Optional<Field> trait(Node place, String name) {
        ValueType computedType = computed.get(name);
        if (computedType != null) {
            return Optional.of(Field.computed(name, computedType));
        }
        Optional<TraitDefinition> trait = schema.trait(name);
        if (trait.isEmpty()) {
            Set<String> known = new LinkedHashSet<>(schema.traits().keySet());
            known.addAll(computed.keySet());
            unknown(
                    place,
                    "trait",
                    name,
                    known,
                    "Declare it in the profile schema, write the file that begins with 'trait: " + name + "'");
            return Optional.empty();
        }
        if (trait.get().pii()) {
            place.problem(
                    "trait '" + name + "' is personal data and is stored sealed.",
                    "Declare pii: false in the profile schema, or use a derived trait.");
            return Optional.empty();
        }
        return Optional.of(Field.trait(name, trait.get().type()));
    }

    private Optional<Field> identifier(Node namespace) {
        if (schema.identifier(namespace.text()).isEmpty()) {
            unknown(namespace, "identifier", schema.identifiers().keySet());
            return Optional.empty();
        }
        return Optional.of(Field.identifier(namespace.text()));
    }

    private Optional<Condition> consent(Node node) {
        Node purpose = node.require("consent");
        if (!schema.purposes().contains(purpose.text())) {
            unknown(purpose, "purpose", schema.purposes());
            return Optional.empty();
        }
        String state = node.require("is").text();
        Optional<Consent> said = state.equals("unknown")
                ? Optional.empty()
                : Optional.of(Consent.valueOf(state.toUpperCase(Locale.ROOT)));
        return Optional.of(new Condition.OnConsent(purpose.text(), said));
    }

    private Optional<Condition> source(Node node) {
        Node source = node.require("source");
        Set<String> streams = sources.get(source.text());
        if (streams == null) {
            unknown(source, "source", sources.keySet());
            return Optional.empty();
        }
        Optional<Node> stream = node.get("stream");
        if (stream.filter(name -> !streams.contains(name.text())).isPresent()) {
            unknown(stream.get(), "stream", streams);
            return Optional.empty();
        }
        return Optional.of(new Condition.FromSource(source.text(), stream.map(Node::text)));
    }

    private Optional<Condition> top(Node node) {
        Node name = node.require("by");
        Optional<Field> by = trait(name, name.text());
        if (by.filter(field -> !CheckReader.isOrdered(field.type())).isPresent()) {
            name.problem("trait '" + name.text() + "' has no order.", "Name a number, a day or a moment.");
            return Optional.empty();
        }
        boolean highest = !node.text("order").equals(Optional.of("lowest"));
        Optional<Condition> of = read(node.require("of"));
        return by.flatMap(
                field -> of.map(among -> new Condition.Top(node.require("top").whole(), field, highest, among)));
    }

    /** A condition that holds before a day. */
    static Optional<Condition> until(Node day, ZoneId zone) {
        return Literals.read(day, ValueType.DATE).map(start -> new Condition.Until((LocalDate) start, zone));
    }

    private Optional<Condition> near(Node node) {
        Optional<Field> latitude = degrees(node, "latitude");
        Optional<Field> longitude = degrees(node, "longitude");
        Optional<Condition.Distance> within = distance(node.require("within"));
        List<Double> point = node.require("near").items().stream()
                .map(item -> item.decimal().doubleValue())
                .toList();
        if (point.size() != 2 || Math.abs(point.get(0)) > 90 || Math.abs(point.get(1)) > 180) {
            node.require("near")
                    .problem(
                            "this is no place on earth.", "Write degrees north, degrees east, such as [52.52, 13.40].");
            return Optional.empty();
        }
        if (latitude.isEmpty() || longitude.isEmpty() || within.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Condition.Near(latitude.get(), longitude.get(), point.get(0), point.get(1), within.get()));
    }

    private Optional<Field> degrees(Node node, String key) {
        Node place = node.get(key).orElse(node);
        String name = node.text(key).orElse(key);
        return trait(place, name).filter(field -> {
            boolean number = field.type() == ValueType.DECIMAL;
            if (!number) {
                place.problem("trait '" + name + "' is no decimal number of degrees.", "Name one of type decimal.");
            }
            return number;
        });
    }

    private static Optional<Condition.Distance> distance(Node node) {
        Matcher matcher = DISTANCE.matcher(node.text());
        if (!matcher.matches()) {
            node.problem("this is no distance.", "Write such as 10km, 800m or 5mi.");
            return Optional.empty();
        }
        double metres = Double.parseDouble(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1.0);
        return Optional.of(new Condition.Distance(node.text(), metres));
    }

    private static Optional<Condition> sample(Node node) {
        Optional<Node> share = node.get("share");
        BigDecimal from = node.get("from").map(ConditionReader::percent).orElse(BigDecimal.ZERO);
        BigDecimal to =
                share.or(() -> node.get("to")).map(ConditionReader::percent).orElse(BigDecimal.valueOf(100));
        boolean twice = share.isPresent()
                && (node.get("from").isPresent() || node.get("to").isPresent());
        if (twice || from.compareTo(to) >= 0 || to.compareTo(BigDecimal.valueOf(100)) > 0) {
            node.problem(
                    "this is no share between 0% and 100%.",
                    "Write 'share: 10%', or 'from: 10%' and a larger 'to: 20%'.");
            return Optional.empty();
        }
        return Optional.of(new Condition.Sampled(node.require("sample").text(), from, to));
    }

    private static BigDecimal percent(Node share) {
        return new BigDecimal(share.text().replace("%", ""));
    }

    static void unknown(Node name, String what, Collection<String> known) {
        unknown(name, what, name.text(), known, "Declare it");
    }

    private static void unknown(Node place, String what, String name, Collection<String> known, String otherwise) {
        String cure = Similar.nearest(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse(otherwise + ", or use one of: " + String.join(", ", known) + ".");
        place.problem("there is no " + what + " '" + name + "'.", cure);
    }
}
