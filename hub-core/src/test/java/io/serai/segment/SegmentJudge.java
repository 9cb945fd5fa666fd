package io.serai.segment;

import io.serai.segment.Check.Bound;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides conditions in plain Java, one person at a time: what the compiled SQL is judged by. */
public record SegmentJudge(Person person, Instant now) implements Condition.Cases<Boolean> {
    static List<Long> members(Condition condition, Collection<Person> people, Instant now) {
        return people.stream()
                .filter(person -> person.live && condition.fold(new SegmentJudge(person, now)))
                .map(person -> person.id)
                .sorted()
                .toList();
    }

    @Override
    public Boolean all(Condition.All condition) {
        return condition.parts().stream().allMatch(part -> part.fold(this));
    }

    @Override
    public Boolean any(Condition.Any condition) {
        return condition.parts().stream().anyMatch(part -> part.fold(this));
    }

    @Override
    public Boolean not(Condition.Not condition) {
        return !condition.part().fold(this);
    }

    @Override
    public Boolean onTrait(Condition.OnTrait condition) {
        return passes(Optional.ofNullable(person.traits.get(condition.trait())), condition.check());
    }

    @Override
    public Boolean onConsent(Condition.OnConsent condition) {
        return Optional.ofNullable(person.consents.get(condition.purpose())).equals(condition.state());
    }

    @Override
    public Boolean onEvent(Condition.OnEvent condition) {
        long number = events(condition.filter()).count();
        return condition.count().least() <= number
                && number <= condition.count().most();
    }

    /** The person's events that pass a filter. */
    public Stream<Person.Event> events(EventFilter filter) {
        return person.events.stream()
                .filter(event -> event.type().equals(filter.event()))
                .filter(event -> filter.within()
                        .map(length -> inWindow(event.time(), length))
                        .orElse(true))
                .filter(event -> filter.where().stream()
                        .allMatch(property -> passes(
                                Optional.ofNullable(event.properties().get(property.property())), property.check())));
    }

    @Override
    public Boolean inSegment(Condition.InSegment condition) {
        return condition.definition().fold(this);
    }

    private boolean inWindow(Instant moment, Duration length) {
        return !moment.isBefore(now.minus(length)) && !moment.isAfter(now);
    }

    private boolean passes(Optional<Object> value, Check check) {
        if (value.isEmpty()) {
            return check.equals(new Check.Exists(false));
        }
        return check.fold(new Present(value.get()));
    }

    private final class Present implements Check.Cases<Boolean> {
        private final Object value;

        Present(Object value) {
            this.value = value;
        }

        @Override
        public Boolean exists(Check.Exists check) {
            return check.wanted();
        }

        @Override
        public Boolean oneOf(Check.OneOf check) {
            return check.values().stream().anyMatch(other -> compare(value, other) == 0);
        }

        @Override
        public Boolean range(Check.Range check) {
            return check.low()
                            .map(low -> compare(value, low.value()) >= lowest(low))
                            .orElse(true)
                    && check.high()
                            .map(high -> compare(value, high.value()) <= -lowest(high))
                            .orElse(true);
        }

        private int lowest(Bound bound) {
            return bound.inclusive() ? 0 : 1;
        }

        @Override
        public Boolean startsWith(Check.StartsWith check) {
            return value.toString().startsWith(check.text());
        }

        @Override
        public Boolean contains(Check.Contains check) {
            return value.toString().contains(check.text());
        }

        @Override
        public Boolean includes(Check.Includes check) {
            return ((Collection<?>) value).contains(check.item());
        }

        @Override
        public Boolean within(Check.Within check) {
            return inWindow(moment(), check.length());
        }

        @Override
        public Boolean before(Check.Before check) {
            return moment().isBefore(now.minus(check.length()));
        }

        private Instant moment() {
            return value instanceof LocalDate day
                    ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                    : (Instant) value;
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return Integer.signum(((Comparable<Object>) left).compareTo(right));
    }
}
