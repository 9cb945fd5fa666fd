package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What every source owes the hub. Each rule is proved to bite by a source that breaks it. */
public enum SourceRule {
    NOTHING_YIELDS_NOTHING {
        @Override
        void check(SourceFixture fixture) {
            assertThat(readAll(fixture)).isEmpty();
        }
    },
    EVERY_RECORD_IS_YIELDED {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 57));
            assertThat(byId(readAll(fixture))).isEqualTo(byIds(people(0, 57)));
        }
    },
    POSITIONS_COUNT_FROM_ZERO {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 9));
            List<Long> positions = new ArrayList<>();
            try (Source source = open(fixture, fixture.options())) {
                reads(source, fixture, Optional.empty()).forEach(stream -> {
                    List<Long> ofOne = new ArrayList<>();
                    try (stream) {
                        for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                            ofOne.add(item.get().position());
                        }
                    }
                    assertThat(ofOne)
                            .isEqualTo(IntStream.range(0, ofOne.size())
                                    .mapToObj(Long::valueOf)
                                    .toList());
                    positions.addAll(ofOne);
                });
            }
            assertThat(positions).hasSize(9);
        }
    },
    /** From each cursor on, with what was read before it, nothing is missing. */
    NO_CURSOR_LOSES_A_RECORD {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 57));
            try (Source source = open(fixture, fixture.options())) {
                if (!(source.stream("people", node(fixture.stream())) instanceof SourceStream.Pulled pulled)) {
                    return;
                }
                for (int stop = 0; stop <= 57; stop += 8) {
                    Map<String, String> seen = new TreeMap<>();
                    Optional<String> cursor;
                    try (RecordStream first = pulled.read(Optional.empty())) {
                        for (int i = 0; i < stop; i++) {
                            first.next().ifPresent(item -> see(item, seen));
                        }
                        cursor = first.cursor();
                    }
                    try (RecordStream second = pulled.read(cursor)) {
                        for (Optional<RawItem> item = second.next(); item.isPresent(); item = second.next()) {
                            see(item.get(), seen);
                        }
                    }
                    assertThat(seen).as("stopped after %d", stop).isEqualTo(byIds(people(0, 57)));
                }
            }
        }
    },
    WHAT_COMES_LATER_IS_YIELDED_LATER {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 20));
            try (Source source = open(fixture, fixture.options())) {
                Map<String, String> seen = new TreeMap<>();
                Optional<String> cursor = Optional.empty();
                for (RecordStream stream : reads(source, fixture, cursor)) {
                    cursor = drain(stream, seen).or(() -> Optional.empty());
                }
                fixture.write(people(20, 30));
                fixture.write(List.of(Map.of("id", "3", "name", "changed")));
                for (RecordStream stream : reads(source, fixture, cursor)) {
                    drain(stream, seen);
                }
                Map<String, String> wanted = byIds(people(0, 30));
                wanted.put("3", "changed");
                assertThat(seen).isEqualTo(wanted);
            }
        }
    },
    A_WRONG_ADDRESS_IS_TOLD_FROM_A_WRONG_KEY {
        @Override
        void check(SourceFixture fixture) {
            try (Source source = open(fixture, fixture.options())) {
                source.check();
            }
            fixture.wrongAddress().ifPresent(options -> refuses(fixture, options, ErrorCode.SOURCE_UNREACHABLE));
            fixture.wrongCredential()
                    .ifPresent(options -> refuses(fixture, options, ErrorCode.SOURCE_REFUSED_CREDENTIAL));
        }
    },
    SECRETS_ARE_NEVER_SHOWN {
        @Override
        void check(SourceFixture fixture) {
            try (Source source = open(fixture, fixture.options())) {
                List<String> shown = new ArrayList<>(List.of(source.toString()));
                fixture.wrongCredential().ifPresent(options -> {
                    try (Source wrong = open(fixture, options)) {
                        Throwable failure = catchThrowable(wrong::check);
                        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                            shown.add(cause.toString());
                        }
                    }
                });
                fixture.secrets()
                        .forEach(secret -> assertThat(String.join("\n", shown)).doesNotContain(secret));
            }
        }
    },
    DISCOVERY_SHOWS_FIELDS {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 5));
            try (Source source = open(fixture, fixture.options())) {
                List<DiscoveredStream> found = source.discover(2);
                assertThat(found).isNotEmpty();
                assertThat(found).allSatisfy(stream -> {
                    assertThat(stream.name()).isNotBlank();
                    assertThat(stream.samples()).hasSizeLessThanOrEqualTo(2);
                    assertThat(stream.toString()).doesNotContain("Person");
                });
                assertThat(found)
                        .anySatisfy(stream -> assertThat(stream.samples())
                                .anySatisfy(sample ->
                                        assertThat(sample.toJson().has("name")).isTrue()));
            }
        }
    },
    CLOSING_TWICE_IS_HARMLESS {
        @Override
        void check(SourceFixture fixture) {
            fixture.write(people(0, 30));
            Source source = open(fixture, fixture.options());
            for (RecordStream stream : reads(source, fixture, Optional.empty())) {
                stream.next();
                stream.close();
                stream.close();
            }
            source.close();
            source.close();
        }
    };

    /** @throws AssertionError if the source breaks the rule */
    abstract void check(SourceFixture fixture);

    static Source open(SourceFixture fixture, String options) {
        Problems problems = new Problems();
        Optional<Settings> settings = Document.parse("options", options, problems)
                .flatMap(root -> Settings.read(root, fixture.kind().options(), Secrets.lenient(Map.of()), problems));
        problems.throwIfAny();
        ConnectorContext context = new ConnectorContext(
                "contract",
                Clock.systemUTC(),
                request -> {
                    throw new IllegalStateException("a fixture of an HTTP source brings its own transport");
                },
                Pauser.REAL);
        return fixture.kind().open(settings.orElseThrow(), context);
    }

    private static Node node(String yaml) {
        Problems problems = new Problems();
        Optional<Node> node = Document.parse("stream", yaml, problems);
        problems.throwIfAny();
        return node.orElseThrow();
    }

    /** One read of what is pulled; a read for each object otherwise. */
    private static List<RecordStream> reads(Source source, SourceFixture fixture, Optional<String> cursor) {
        Node settings = node(fixture.stream());
        assertThat(fixture.kind().stream().accepts(settings)).isTrue();
        SourceStream stream = source.stream("people", settings);
        if (stream instanceof SourceStream.Pulled pulled) {
            return List.of(pulled.read(cursor));
        }
        List<RecordStream> reads = new ArrayList<>();
        SourceStream.Objects objects = (SourceStream.Objects) stream;
        for (StoredObject object : objects.list()) {
            reads.add(objects.open(object));
        }
        return reads;
    }

    private static List<RawItem> readAll(SourceFixture fixture) {
        List<RawItem> items = new ArrayList<>();
        try (Source source = open(fixture, fixture.options())) {
            for (RecordStream stream : reads(source, fixture, Optional.empty())) {
                try (stream) {
                    for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                        items.add(item.get());
                    }
                    assertThat(stream.next()).as("after the end").isEmpty();
                }
            }
        }
        return items;
    }

    private static Optional<String> drain(RecordStream stream, Map<String, String> seen) {
        try (stream) {
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                see(item.get(), seen);
            }
            return stream.cursor();
        }
    }

    private static void see(RawItem item, Map<String, String> seen) {
        var record = ((RawItem.Read) item).record().toJson();
        seen.put(record.path("id").asText(), record.path("name").asText());
    }

    private static Map<String, String> byId(List<RawItem> items) {
        Map<String, String> seen = new TreeMap<>();
        items.forEach(item -> see(item, seen));
        return seen;
    }

    private static Map<String, String> byIds(List<Map<String, String>> people) {
        Map<String, String> all = new TreeMap<>();
        people.forEach(person -> all.put(person.get("id"), person.get("name")));
        return all;
    }

    private static List<Map<String, String>> people(int from, int to) {
        List<Map<String, String>> people = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, String> person = new LinkedHashMap<>();
            person.put("id", Integer.toString(i));
            person.put("name", "Person " + i);
            people.add(person);
        }
        return people;
    }

    private static void refuses(SourceFixture fixture, String options, ErrorCode code) {
        try (Source source = open(fixture, options)) {
            Throwable failure = catchThrowable(source::check);
            assertThat(failure).isInstanceOf(SeraiException.class);
            assertThat(((SeraiException) failure).code()).isEqualTo(code);
            assertThat(failure).hasMessageMatching("(?s).{20,}");
        }
    }
}
