package io.serai.segment;

import io.serai.segment.Check.Bound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides conditions in plain Java, one person at a time: what the compiled SQL is judged by. */
public record SegmentJudge(Person person, Collection<Person> people, Instant now) implements Condition.Cases<Boolean> {
    static List<Long> members(Condition condition, Collection<Person> people, Instant now) {
        return people.stream()
                .filter(person -> person.live && condition.fold(new SegmentJudge(person, people, now)))
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
    public Boolean onField(Condition.OnField condition) {
        Field field = condition.field();
        Optional<Object> value = switch (field.kind()) {
            case TRAIT, COMPUTED -> Optional.ofNullable(person.traits.get(field.name()));
            case IDENTIFIER ->
                Optional.ofNullable(person.identifiers.get(field.name())).map(Integer::longValue);
            case SEEN -> Optional.of(field.equals(Field.FIRST_SEEN) ? person.firstSeen : person.lastSeen);
            case IDENTITY -> Optional.of(field.equals(Field.RECORDS) ? (Object) (long) person.records : person.divided);
        };
        return passes(value, condition.check());
    }

    @Override
    public Boolean onConsent(Condition.OnConsent condition) {
        return Optional.ofNullable(person.consents.get(condition.purpose())).equals(condition.state());
    }

    @Override
    public Boolean onEvents(Condition.OnEvents condition) {
        return passes(new EventJudge(this).measured(condition), condition.check());
    }

    /** The person's events of a selection, in the order of time. */
    public Stream<Person.Event> events(EventSelection selection) {
        return new EventJudge(this).events(selection, List.of()).stream();
    }

    @Override
    public Boolean fromSource(Condition.FromSource condition) {
        String prefix = condition.source() + "." + condition.stream().orElse("");
        return person.streams.stream().anyMatch(stream -> stream.startsWith(prefix));
    }

    /** By the angle between two vectors, which is another formula than the one judged. */
    @Override
    public Boolean near(Condition.Near condition) {
        Object latitude = person.traits.get(condition.latitude().name());
        Object longitude = person.traits.get(condition.longitude().name());
        if (latitude == null || longitude == null) {
            return false;
        }
        double north = Math.toRadians(Double.parseDouble(latitude.toString()));
        double east = Math.toRadians(Double.parseDouble(longitude.toString()) - condition.east());
        if (Math.abs(Double.parseDouble(latitude.toString())) > 90
                || Math.abs(Double.parseDouble(longitude.toString())) > 180) {
            return false;
        }
        double up = Math.toRadians(condition.north());
        double cosine = Math.sin(north) * Math.sin(up) + Math.cos(north) * Math.cos(up) * Math.cos(east);
        double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
        return angle * Condition.Near.EARTH <= condition.within().metres();
    }

    @Override
    public Boolean sampled(Condition.Sampled condition) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((condition.name() + ":" + person.id).getBytes(StandardCharsets.UTF_8));
            double place = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) / (double) (1L << 32) * 100;
            return condition.from().doubleValue() <= place
                    && place < condition.to().doubleValue();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Boolean top(Condition.Top condition) {
        Comparator<Person> by =
                Comparator.comparing(other -> other.traits.get(condition.by().name()), SegmentJudge::compare);
        return people.stream()
                .filter(other ->
                        other.live && other.traits.containsKey(condition.by().name()))
                .filter(other -> condition.of().fold(new SegmentJudge(other, people, now)))
                .sorted((condition.highest() ? by.reversed() : by).thenComparing(other -> other.id))
                .limit(condition.most())
                .anyMatch(other -> other.id == person.id);
    }

    @Override
    public Boolean until(Condition.Until condition) {
        return LocalDate.ofInstant(now, condition.zone()).isBefore(condition.day());
    }

    @Override
    public Boolean inSegment(Condition.InSegment condition) {
        return condition.definition().fold(this);
    }

    private boolean inWindow(Instant moment, Duration length) {
        return !moment.isBefore(now.minus(length)) && !moment.isAfter(now);
    }

    boolean passes(Optional<Object> value, Check check) {
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
        public Boolean endsWith(Check.EndsWith check) {
            return value.toString().endsWith(check.text());
        }

        @Override
        public Boolean contains(Check.Contains check) {
            return value.toString().contains(check.text());
        }

        @Override
        public Boolean ignoringCase(Check.IgnoringCase check) {
            return passes(Optional.of(small(value.toString())), small(check.check()));
        }

        @Override
        public Boolean ignoringAccents(Check.IgnoringAccents check) {
            String whole = plain(value.toString(), check.ignoreCase());
            return check.texts().stream()
                    .map(text -> plain(text, check.ignoreCase()))
                    .anyMatch(text -> switch (check.place()) {
                        case WHOLE -> whole.equals(text);
                        case START -> whole.startsWith(text);
                        case END -> whole.endsWith(text);
                        case ANYWHERE -> whole.contains(text);
                    });
        }

        @Override
        public Boolean includes(Check.Includes check) {
            Collection<?> items = (Collection<?>) value;
            return check.all()
                    ? items.containsAll(check.items())
                    : check.items().stream().anyMatch(items::contains);
        }

        @Override
        public Boolean within(Check.Within check) {
            return inWindow(moment(), check.length());
        }

        @Override
        public Boolean before(Check.Before check) {
            return moment().isBefore(now.minus(check.length()));
        }

        @Override
        public Boolean next(Check.Next check) {
            return moment().isAfter(now) && !moment().isAfter(now.plus(check.length()));
        }

        @Override
        public Boolean age(Check.Age check) {
            LocalDate born = (LocalDate) value;
            return !born.plusYears(check.least()).isAfter(today())
                    && check.most()
                            .map(most -> born.plusYears(most + 1).isAfter(today()))
                            .orElse(true);
        }

        /** Asks each of the days in turn. */
        @Override
        public Boolean anniversary(Check.Anniversary check) {
            LocalDate day = (LocalDate) value;
            return IntStream.rangeClosed(0, check.days())
                    .mapToObj(ahead -> today().plusDays(ahead))
                    .anyMatch(other ->
                            day.plusYears(other.getYear() - day.getYear()).equals(other));
        }

        private LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }

        private Instant moment() {
            return value instanceof LocalDate day
                    ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                    : (Instant) value;
        }
    }

    /** A check of text with what it compares with in small letters. */
    private static Check small(Check check) {
        if (check instanceof Check.OneOf some) {
            return new Check.OneOf(some.values().stream()
                    .map(text -> (Object) small(text.toString()))
                    .toList());
        }
        if (check instanceof Check.StartsWith begin) {
            return new Check.StartsWith(small(begin.text()));
        }
        if (check instanceof Check.EndsWith end) {
            return new Check.EndsWith(small(end.text()));
        }
        return new Check.Contains(small(((Check.Contains) check).text()));
    }

    /** Letter by letter, as databases do: İ becomes i, and ß stays. */
    private static String small(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Each letter taken apart, its accents thrown away, and put together again. */
    static String plain(String text, boolean ignoreCase) {
        String plain = text.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> Normalizer.normalize(letter, Normalizer.Form.NFD))
                .map(parts -> Normalizer.normalize(parts.replaceAll("[\u0300-\u036F]", ""), Normalizer.Form.NFC))
                .collect(Collectors.joining());
        return ignoreCase ? small(plain) : plain;
    }

    @SuppressWarnings("unchecked")
    static int compare(Object left, Object right) {
        return Integer.signum(((Comparable<Object>) left).compareTo(right));
    }
}
