package io.serai.segment;

import io.serai.record.Consent;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.segment.Check.Bound;
import io.serai.segment.Condition.Count;
import io.serai.segment.Condition.OnProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** People and conditions drawn so that they meet: few values, and those that comparisons stumble over. */
public final class RandomSegments {
    static final List<String> TEXTS = List.of(
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
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofSeconds(30), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(90));

    private final SplittableRandom random;
    private final Instant now;

    public RandomSegments(SplittableRandom random, Instant now) {
        this.random = random;
        this.now = now;
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
        int events = random.nextInt(7);
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

    Condition condition(int depth) {
        int kind = depth == 0 ? random.nextInt(6) + 4 : random.nextInt(10);
        return switch (kind) {
            case 0 -> new Condition.All(parts(depth));
            case 1 -> new Condition.Any(parts(depth));
            case 2 -> new Condition.Not(condition(depth - 1));
            case 3 -> new Condition.InSegment("other", condition(depth - 1));
            case 4 ->
                new Condition.OnConsent(
                        pick(List.copyOf(SegmentWorld.SCHEMA.purposes())),
                        pick(List.of(Optional.of(Consent.GRANTED), Optional.of(Consent.DENIED), Optional.empty())));
            case 5, 6 -> event();
            default -> trait();
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
        return new Condition.OnTrait(trait.name(), trait.type(), check(trait.type(), true));
    }

    private Condition event() {
        long number = random.nextInt(4);
        Count count = switch (random.nextInt(3)) {
            case 0 -> new Count(0, number);
            case 1 -> new Count(number, number);
            default -> new Count(number, Count.UNLIMITED);
        };
        EventFilter filter =
                filter(pick(List.copyOf(SegmentWorld.SCHEMA.events().keySet())));
        return new Condition.OnEvent(filter.event(), filter.where(), count, filter.within());
    }

    /** Any checks on events of a type, in any window. */
    public EventFilter filter(String type) {
        List<OnProperty> where = new ArrayList<>();
        SegmentWorld.SCHEMA.events().getOrDefault(type, Map.of()).forEach((name, valueType) -> {
            if (random.nextInt(5) == 0) {
                where.add(new OnProperty(name, valueType, check(valueType, false)));
            }
        });
        Optional<Duration> within = random.nextBoolean() ? Optional.of(pick(LENGTHS)) : Optional.empty();
        return new EventFilter(type, where, within);
    }

    Check check(ValueType type, boolean clock) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return new Check.Exists(random.nextBoolean());
        }
        if (type == ValueType.LIST) {
            return new Check.Includes(pick(TEXTS));
        }
        if (kind <= 2 || type == ValueType.BOOLEAN) {
            return new Check.OneOf(IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(type))
                    .toList());
        }
        if (type.javaType() == String.class) {
            return random.nextBoolean() ? new Check.StartsWith(part(type)) : new Check.Contains(part(type));
        }
        if (clock && kind <= 5 && (type == ValueType.DATE || type == ValueType.DATETIME)) {
            return random.nextBoolean() ? new Check.Within(pick(LENGTHS)) : new Check.Before(pick(LENGTHS));
        }
        return range(type);
    }

    private Check range(ValueType type) {
        Optional<Bound> bound = Optional.of(new Bound(value(type), random.nextBoolean()));
        return switch (random.nextInt(3)) {
            case 0 -> new Check.Range(bound, Optional.empty());
            case 1 -> new Check.Range(Optional.empty(), bound);
            default -> new Check.Range(bound, Optional.of(new Bound(value(type), true)));
        };
    }

    private String part(ValueType type) {
        String text = value(type).toString() + "a";
        int cut = text.offsetByCodePoints(0, 1);
        return random.nextBoolean() ? text.substring(0, cut) : pick(TEXTS) + "";
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
                .plusDays(pick(List.of(0, 1, -1, 2, -2, -89, -90, -91, -400, 30)));
    }

    /** On the edge of a window, or a microsecond beside it, before or after now. */
    private Instant moment() {
        Instant edge = now.minus(random.nextInt(5) == 0 ? Duration.ZERO : pick(LENGTHS));
        Duration nudge = Duration.ofNanos(1_000L * (random.nextInt(3) - 1));
        return random.nextInt(8) == 0 ? now.plus(pick(LENGTHS)).plus(nudge) : edge.plus(nudge);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
