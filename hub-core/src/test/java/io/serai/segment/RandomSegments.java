package io.serai.segment;

import io.serai.record.Consent;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.segment.Check.Bound;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** People and conditions drawn so that they meet: few values, and those that comparisons stumble over. */
public final class RandomSegments {
    public static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "á",
            "a\u0301",
            "a ",
            " a",
            "ab",
            "aB",
            "100%",
            "1000",
            "a%b",
            "a_b",
            "axb",
            "O'Brien",
            "''",
            "back\\slash",
            "\\",
            "\\'",
            "\"quoted\"",
            "tab\tx",
            "new\nline",
            "😀",
            "😀😀",
            "Ä\u0323b",
            "x\u0302b",
            "ЙÉ",
            "йe",
            "ǖÅ",
            "\u212B",
            "が",
            "か",
            "ß",
            "ss",
            "ﬁ",
            "fi",
            "İ",
            "i",
            "' OR '1'='1",
            "'; DROP TABLE profile; -- ",
            "\\' OR 1=1 -- ",
            "\") OR 1=1 #",
            "/*!50000 1*/",
            "?",
            ":now",
            ":v0",
            "<ids>",
            "{{env:X}}",
            "${x}",
            "NULL",
            "null",
            "0",
            "true",
            "nul\u0000x",
            "\u001a",
            "\u2028",
            "￿");
    static final List<Duration> LENGTHS =
            List.of(Duration.ofSeconds(30), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(90));

    private final SplittableRandom random;
    private final Instant now;
    private final RandomEvents events;

    public RandomSegments(SplittableRandom random, Instant now) {
        this.random = random;
        this.now = now;
        this.events = new RandomEvents(this, random);
    }

    public Person person(long id) {
        Person person = new Person(id);
        change(person);
        return person;
    }

    /** Makes another person of someone. */
    public void change(Person person) {
        person.traits.clear();
        person.consents.clear();
        person.events.clear();
        person.live = random.nextInt(10) > 0;
        for (TraitDefinition trait : SegmentWorld.SCHEMA.traits().values()) {
            if (!trait.pii() && random.nextInt(4) > 0) {
                person.traits.put(trait.name(), value(trait.type()));
            }
        }
        for (String purpose : SegmentWorld.SCHEMA.purposes()) {
            switch (random.nextInt(3)) {
                case 0 -> person.consents.put(purpose, Consent.GRANTED);
                case 1 -> person.consents.put(purpose, Consent.DENIED);
                default -> person.consents.remove(purpose);
            }
        }
        person.identifiers.clear();
        for (String namespace : SegmentWorld.SCHEMA.identifiers().keySet()) {
            if (random.nextBoolean()) {
                person.identifiers.put(namespace, 1 + random.nextInt(3));
            }
        }
        person.streams.replaceAll(any -> pick(SegmentWorld.STREAMS));
        person.firstSeen = moment();
        person.lastSeen = moment();
        person.records = 1 + random.nextInt(3);
        person.divided = random.nextInt(4) == 0;
        int events = random.nextInt(9);
        for (int i = 0; i < events; i++) {
            String type = pick(List.copyOf(SegmentWorld.SCHEMA.events().keySet()));
            Map<String, Object> properties = new HashMap<>();
            SegmentWorld.SCHEMA.events().getOrDefault(type, Map.of()).forEach((name, valueType) -> {
                if (random.nextInt(4) > 0) {
                    properties.put(name, value(valueType));
                }
            });
            person.events.add(new Person.Event(type, moment(), properties));
        }
    }

    /** Any events of a type, in any window. */
    public EventSelection filter(String type) {
        return events.selection(type);
    }

    Condition condition(int depth) {
        int kind = depth == 0 ? random.nextInt(11) + 5 : random.nextInt(16);
        return switch (kind) {
            case 0 -> new Condition.All(parts(depth));
            case 1 -> new Condition.Any(parts(depth));
            case 2 -> new Condition.Not(condition(depth - 1));
            case 3 -> new Condition.InSegment("other", condition(depth - 1));
            case 4 ->
                new Condition.Top(
                        1 + random.nextInt(60),
                        pick(List.of(
                                Field.trait("spend", ValueType.MONEY),
                                Field.trait("age", ValueType.WHOLE),
                                Field.trait("born", ValueType.DATE))),
                        random.nextBoolean(),
                        condition(depth - 1));
            case 5 ->
                new Condition.OnConsent(
                        pick(List.copyOf(SegmentWorld.SCHEMA.purposes())),
                        pick(List.of(Optional.of(Consent.GRANTED), Optional.of(Consent.DENIED), Optional.empty())));
            case 6, 7, 8, 9 -> events.condition();
            case 10 -> outside();
            case 11 -> field(pick(List.of(Field.FIRST_SEEN, Field.LAST_SEEN, Field.RECORDS, Field.DIVIDED)));
            case 12 -> field(Field.identifier(pick(List.of("email", "card"))));
            default -> trait();
        };
    }

    private Condition outside() {
        return switch (random.nextInt(4)) {
            case 3 -> new Condition.Until(day(), pick(List.of(ZoneOffset.UTC, ZoneId.of("Asia/Kolkata"))));
            case 0 -> {
                String[] stream = pick(SegmentWorld.STREAMS).split("\\.", -1);
                yield new Condition.FromSource(
                        stream[0], random.nextBoolean() ? Optional.of(stream[1]) : Optional.empty());
            }
            case 1 -> {
                BigDecimal from = BigDecimal.valueOf(random.nextInt(50));
                BigDecimal share = BigDecimal.valueOf(1 + random.nextInt(50));
                yield new Condition.Sampled("lot" + random.nextInt(3), from, from.add(share));
            }
            default ->
                new Condition.Near(
                        Field.trait("lat", ValueType.DECIMAL),
                        Field.trait("lon", ValueType.DECIMAL),
                        random.nextInt(-90, 91),
                        random.nextInt(-180, 181),
                        pick(List.of(
                                new Condition.Distance("800m", 800),
                                new Condition.Distance("5000km", 5_000_000),
                                new Condition.Distance("9000mi", 9_000 * 1_609.344))));
        };
    }

    private List<Condition> parts(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> condition(depth - 1))
                .toList();
    }

    private Condition trait() {
        List<TraitDefinition> open = SegmentWorld.SCHEMA.traits().values().stream()
                .filter(trait -> !trait.pii())
                .toList();
        TraitDefinition trait = pick(open);
        return field(Field.trait(trait.name(), trait.type()));
    }

    private Condition field(Field field) {
        return new Condition.OnField(field, check(field.type(), true));
    }

    Check check(ValueType type, boolean clock) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return new Check.Exists(random.nextBoolean());
        }
        if (type == ValueType.LIST) {
            List<String> items = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i -> item())
                    .toList();
            return new Check.Includes(items, items.size() == 1 || random.nextBoolean());
        }
        if (kind <= 2 || type == ValueType.BOOLEAN) {
            return cased(
                    type,
                    new Check.OneOf(IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(i -> value(type))
                            .toList()));
        }
        if (type.javaType() == String.class) {
            String part = part(type);
            return cased(
                    type,
                    pick(List.of(new Check.StartsWith(part), new Check.EndsWith(part), new Check.Contains(part))));
        }
        if (clock && kind <= 5 && (type == ValueType.DATE || type == ValueType.DATETIME)) {
            return clock(type);
        }
        return range(type);
    }

    private Check cased(ValueType type, Check check) {
        return type.javaType() == String.class && random.nextInt(3) == 0 ? loosened(check) : check;
    }

    private Check loosened(Check check) {
        if (random.nextBoolean()) {
            return new Check.IgnoringCase(check);
        }
        boolean ignoreCase = random.nextBoolean();
        if (check instanceof Check.OneOf some) {
            List<String> values = some.values().stream().map(Object::toString).toList();
            return new Check.IgnoringAccents(Check.Place.WHOLE, values, ignoreCase);
        }
        Check.Place place = pick(List.of(Check.Place.START, Check.Place.END, Check.Place.ANYWHERE));
        return new Check.IgnoringAccents(place, List.of(item()), ignoreCase);
    }

    private Check clock(ValueType type) {
        int kinds = type == ValueType.DATE ? 5 : 3;
        return switch (random.nextInt(kinds)) {
            case 0 -> new Check.Within(pick(LENGTHS));
            case 1 -> new Check.Before(pick(LENGTHS));
            case 2 -> new Check.Next(pick(LENGTHS));
            case 3 -> {
                int least = random.nextInt(3);
                yield new Check.Age(
                        least, random.nextBoolean() ? Optional.of(least + random.nextInt(3)) : Optional.empty());
            }
            default -> new Check.Anniversary(pick(List.of(0, 1, 2, 30, 180)));
        };
    }

    private String item() {
        String text = pick(TEXTS);
        return text.isEmpty() ? "a" : text;
    }

    private Check range(ValueType type) {
        Optional<Bound> bound = Optional.of(new Bound(value(type), random.nextBoolean()));
        return switch (random.nextInt(3)) {
            case 0 -> new Check.Range(bound, Optional.empty());
            case 1 -> new Check.Range(Optional.empty(), bound);
            default -> between(value(type), value(type));
        };
    }

    @SuppressWarnings("unchecked")
    private static Check between(Object one, Object other) {
        boolean ordered = ((Comparable<Object>) one).compareTo(other) <= 0;
        return new Check.Range(
                Optional.of(new Bound(ordered ? one : other, true)),
                Optional.of(new Bound(ordered ? other : one, true)));
    }

    private String part(ValueType type) {
        String text = value(type).toString() + "a";
        int cut = text.offsetByCodePoints(0, 1);
        return random.nextBoolean() ? text.substring(0, cut) : item();
    }

    private Object value(ValueType type) {
        return switch (type) {
            case STRING, NAME, EMAIL -> pick(TEXTS);
            case COUNTRY -> pick(List.of("DE", "FR", "NO"));
            case LANGUAGE -> pick(List.of("de", "pt-BR", "pt"));
            case PHONE -> pick(List.of("+493012345678", "+4930", "+15005550006"));
            case WHOLE -> pick(List.of(0L, 1L, -1L, 18L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1));
            case DECIMAL, MONEY ->
                new BigDecimal(pick(List.of(
                        "0", "50", "49.999999", "50.000001", "-0.1", "9999999999999999999.999999", "0.000001")));
            case BOOLEAN -> random.nextBoolean();
            case DATE -> day();
            case DATETIME -> moment();
            case LIST ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> pick(TEXTS))
                        .distinct()
                        .sorted()
                        .toList();
        };
    }

    private LocalDate day() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(pick(List.of(0, 1, -1, 2, -2, -89, -90, -91, -364, -365, -366, -400, -731, 30)));
    }

    /** On the edge of a window, or a microsecond beside it, before or after now. */
    private Instant moment() {
        Instant edge = now.minus(random.nextInt(5) == 0 ? Duration.ZERO : pick(LENGTHS));
        Duration nudge = Duration.ofNanos(1_000L * (random.nextInt(3) - 1));
        return random.nextInt(8) == 0 ? now.plus(pick(LENGTHS)).plus(nudge) : edge.plus(nudge);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
