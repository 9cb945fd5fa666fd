package io.serai.trait;

import io.serai.schema.ValueType;
import io.serai.segment.EventSelection;
import io.serai.segment.Person;
import io.serai.segment.SegmentJudge;
import io.serai.trait.Computation.OfEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes traits in plain Java, one person at a time: what the compiled SQL is judged by. */
final class TraitJudge implements Computation.Cases<Map<Long, Object>> {
    private static final BigDecimal LARGEST = new BigDecimal("9999999999999999999.999999");
    private static final Comparator<Object> ORDER = TraitJudge::compare;

    private final List<Person> people;
    private final Instant now;
    private final Map<String, Map<Long, Object>> computed = new HashMap<>();

    private TraitJudge(Collection<Person> people, Instant now) {
        this.people = people.stream().filter(person -> person.live).toList();
        this.now = now;
    }

    /** The values of each trait, by profile. */
    static Map<String, Map<Long, Object>> values(List<ComputedTrait> traits, Collection<Person> people, Instant now) {
        TraitJudge judge = new TraitJudge(people, now);
        traits.forEach(trait -> judge.computed.put(trait.name(), trait.of().fold(judge)));
        return judge.computed;
    }

    /** One event with the value that counts. */
    private record Seen(Instant time, Object value) {}

    private Map<Long, Object> each(Function<Person, Optional<Object>> value) {
        Map<Long, Object> values = new HashMap<>();
        people.forEach(person -> value.apply(person).ifPresent(found -> values.put(person.id, found)));
        return values;
    }

    @Override
    public Map<Long, Object> ofEvents(OfEvents computation) {
        return each(person -> {
            List<Seen> seen = seen(person, computation);
            return seen.isEmpty() ? Optional.empty() : Optional.of(made(computation, seen));
        });
    }

    private List<Seen> seen(Person person, OfEvents computation) {
        EventSelection filter = computation.filter();
        Stream<Seen> seen = new SegmentJudge(person, List.of(person), now)
                .events(filter)
                .map(event -> new Seen(
                        event.time(),
                        computation
                                .property()
                                .map(property -> (Object)
                                        Optional.ofNullable(event.properties().get(property.name())))
                                .orElse(Optional.of(event.time()))));
        return seen.filter(each -> ((Optional<?>) each.value()).isPresent())
                .map(each -> new Seen(each.time(), ((Optional<?>) each.value()).orElseThrow()))
                .toList();
    }

    private static Object made(OfEvents computation, List<Seen> seen) {
        Comparator<Seen> byTime = Comparator.comparing(Seen::time);
        Comparator<Seen> byValue = Comparator.comparing(Seen::value, ORDER);
        BigDecimal sum = seen.stream().map(each -> decimal(each.value())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (computation.aggregate()) {
            case COUNT -> (long) seen.size();
            case DISTINCT_COUNT -> seen.stream().map(Seen::value).distinct().count();
            case SUM -> number(sum);
            case AVERAGE -> quotient(sum, new BigDecimal(seen.size()));
            case MIN, FIRST_TIME -> seen.stream().min(byValue).orElseThrow().value();
            case MAX, LAST_TIME -> seen.stream().max(byValue).orElseThrow().value();
            case FIRST ->
                seen.stream().min(byTime.thenComparing(byValue)).orElseThrow().value();
            case LAST ->
                seen.stream().max(byTime.thenComparing(byValue)).orElseThrow().value();
            case MOST_FREQUENT -> mostFrequent(seen);
            case DISTINCT_LIST ->
                lastSeen(seen).stream().limit(computation.most()).sorted(ORDER).toList();
        };
    }

    private static Object mostFrequent(List<Seen> seen) {
        Map<Object, Long> counts = seen.stream().collect(Collectors.groupingBy(Seen::value, Collectors.counting()));
        long most = counts.values().stream().mapToLong(count -> count).max().orElseThrow();
        return lastSeen(seen).stream()
                .filter(value -> counts.getOrDefault(value, 0L) == most)
                .findFirst()
                .orElseThrow();
    }

    /** Each value once, the one seen last first. */
    private static List<Object> lastSeen(List<Seen> seen) {
        return seen.stream()
                .sorted(Comparator.comparing(Seen::time).reversed().thenComparing(Seen::value, ORDER))
                .map(Seen::value)
                .distinct()
                .toList();
    }

    private Optional<Object> input(TraitInput trait, Person person) {
        return Optional.ofNullable(
                trait.computed()
                        ? computed.getOrDefault(trait.name(), Map.of()).get(person.id)
                        : person.traits.get(trait.name()));
    }

    @Override
    public Map<Long, Object> formula(Computation.Formula computation) {
        return each(person -> computation.root().fold(new Sum(person)).map(value -> value));
    }

    @Override
    public Map<Long, Object> quintile(Computation.Quintile computation) {
        return fifths(computation.of(), people);
    }

    private Map<Long, Object> fifths(TraitInput trait, List<Person> among) {
        List<Person> known = among.stream()
                .filter(person -> input(trait, person).isPresent())
                .toList();
        Map<Long, Object> fifths = new HashMap<>();
        for (Person person : known) {
            Object own = input(trait, person).orElseThrow();
            long smaller = known.stream()
                    .filter(other -> compare(input(trait, other).orElseThrow(), own) < 0)
                    .count();
            fifths.put(person.id, 1 + 5 * smaller / known.size());
        }
        return fifths;
    }

    @Override
    public Map<Long, Object> rfm(Computation.Rfm computation) {
        List<Person> among = people.stream()
                .filter(person -> computation.inputs().stream()
                        .allMatch(trait -> input(trait, person).isPresent()))
                .toList();
        Map<Long, Object> scores = new HashMap<>();
        for (TraitInput trait : computation.inputs()) {
            fifths(trait, among)
                    .forEach(
                            (id, fifth) -> scores.merge(id, fifth, (score, digit) -> 10 * (long) score + (long) digit));
        }
        return scores;
    }

    private final class Sum implements Arithmetic.Cases<Optional<BigDecimal>> {
        private final Person person;

        Sum(Person person) {
            this.person = person;
        }

        @Override
        public Optional<BigDecimal> constant(Arithmetic.Constant step) {
            return Optional.of(step.number());
        }

        @Override
        public Optional<BigDecimal> value(Arithmetic.Value step) {
            return input(step.trait(), person)
                    .map(value -> number(decimal(value)))
                    .or(step::otherwise);
        }

        @Override
        public Optional<BigDecimal> operation(Arithmetic.Operation step) {
            Optional<BigDecimal> result = step.parts().get(0).fold(this);
            for (Arithmetic part : step.parts().subList(1, step.parts().size())) {
                Optional<BigDecimal> right = part.fold(this);
                result = result.flatMap(left -> right.flatMap(number -> apply(step.operator(), left, number)));
            }
            return result;
        }

        private Optional<BigDecimal> apply(Arithmetic.Operator operator, BigDecimal left, BigDecimal right) {
            return switch (operator) {
                case ADD -> Optional.of(number(left.add(right)));
                case SUBTRACT -> Optional.of(number(left.subtract(right)));
                case MULTIPLY -> Optional.of(number(left.multiply(right)));
                case DIVIDE -> right.signum() == 0 ? Optional.empty() : Optional.of(quotient(left, right));
                case MIN -> Optional.of(left.min(right));
                case MAX -> Optional.of(left.max(right));
            };
        }

        @Override
        public Optional<BigDecimal> round(Arithmetic.Round step) {
            return step.part().fold(this).map(value -> number(value.setScale(step.digits(), RoundingMode.HALF_UP)));
        }
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        return value instanceof Long whole ? new BigDecimal(whole) : BigDecimal.ZERO;
    }

    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        return number(left.divide(right, 30, RoundingMode.HALF_UP));
    }

    private static BigDecimal number(BigDecimal value) {
        return ValueType.canonical(
                value.setScale(6, RoundingMode.HALF_UP).min(LARGEST).max(LARGEST.negate()));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left instanceof String text && right instanceof String other) {
            return Arrays.compare(
                    text.codePoints().toArray(), other.codePoints().toArray());
        }
        if (left instanceof LocalDate day && right instanceof Instant moment) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant().compareTo(moment);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
