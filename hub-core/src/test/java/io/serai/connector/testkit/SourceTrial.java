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
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One rule tried on one source: what a rule says of it, in the rule's words. */
final class SourceTrial {
    private final SourceFixture fixture;

    SourceTrial(SourceFixture fixture) {
        this.fixture = fixture;
    }

    SourceFixture fixture() {
        return fixture;
    }

    void write(List<Map<String, String>> records) {
        fixture.write(records);
    }

    Source open() {
        return open(fixture.options());
    }

    Source open(String options) {
        Problems problems = new Problems();
        Optional<Settings> settings = Document.parse("options", options, problems)
                .flatMap(root -> Settings.read(root, fixture.kind().options(), Secrets.lenient(Map.of()), problems));
        problems.throwIfAny();
        return open(settings.orElseThrow());
    }

    Source open(Settings options) {
        ConnectorContext context = new ConnectorContext(
                "contract",
                Clock.systemUTC(),
                request -> {
                    throw new IllegalStateException("a fixture of an HTTP source brings its own transport");
                },
                Pauser.REAL);
        return fixture.kind().open(options, context);
    }

    SourceStream stream(Source source) {
        Problems problems = new Problems();
        Node settings = Document.parse("stream", fixture.stream(), problems).orElseThrow();
        assertThat(fixture.kind().stream().accepts(settings)).isTrue();
        fixture.kind().check(settings, problems);
        problems.throwIfAny();
        return source.stream("people", settings);
    }

    boolean isPushed(Source source) {
        return stream(source) instanceof SourceStream.Pushed;
    }

    /** One read of what is pulled; otherwise a read for each object, or for each push. */
    List<RecordStream> reads(Source source, Optional<String> cursor) {
        SourceStream stream = stream(source);
        if (stream instanceof SourceStream.Pulled pulled) {
            return List.of(pulled.read(cursor));
        }
        List<RecordStream> reads = new ArrayList<>();
        if (stream instanceof SourceStream.Objects objects) {
            for (StoredObject object : objects.list()) {
                reads.add(objects.open(object));
            }
        } else {
            SourceStream.Pushed pushed = (SourceStream.Pushed) stream;
            fixture.pushes().forEach(push -> reads.add(records(pushed.receive(push::header, push.body()))));
        }
        return reads;
    }

    private static RecordStream records(List<RawItem> items) {
        Iterator<RawItem> rest = items.iterator();
        return new RecordStream() {
            @Override
            public Optional<RawItem> next() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    List<RawItem> readAll() {
        List<RawItem> items = new ArrayList<>();
        try (Source source = open()) {
            for (RecordStream stream : reads(source, Optional.empty())) {
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

    /** Reads to the end, notes what it saw, and answers the cursor. */
    static Optional<String> drain(RecordStream stream, Map<String, String> seen) {
        try (stream) {
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                see(item.get(), seen);
            }
            return stream.cursor();
        }
    }

    static void see(RawItem item, Map<String, String> seen) {
        var record = ((RawItem.Read) item).record().toJson();
        seen.put(record.path("id").asText(), record.path("name").asText());
    }

    static Map<String, String> byId(List<RawItem> items) {
        Map<String, String> seen = new TreeMap<>();
        items.forEach(item -> see(item, seen));
        return seen;
    }

    static Map<String, String> byIds(List<Map<String, String>> people) {
        Map<String, String> all = new TreeMap<>();
        people.forEach(person -> all.put(person.get("id"), person.get("name")));
        return all;
    }

    static List<Map<String, String>> people(int from, int to) {
        List<Map<String, String>> people = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, String> person = new LinkedHashMap<>();
            person.put("id", Integer.toString(i));
            person.put("name", "Person " + i);
            people.add(person);
        }
        return people;
    }

    void refusesAddress(String options) {
        refuses(options, ErrorCode.SOURCE_UNREACHABLE);
    }

    /** A sender is refused when it sends; a place refuses us. */
    void refusesCredential(String options) {
        refuses(
                options,
                fixture.pushes().isEmpty() ? ErrorCode.SOURCE_REFUSED_CREDENTIAL : ErrorCode.NOT_AUTHENTICATED);
    }

    void refusesToRead(String options) {
        refuses(options, ErrorCode.SOURCE_FORBIDDEN);
    }

    private void refuses(String options, ErrorCode code) {
        try (Source source = open(options)) {
            Throwable failure = refusal(source);
            assertThat(failure).isInstanceOf(SeraiException.class);
            assertThat(((SeraiException) failure).code()).isEqualTo(code);
            assertThat(failure).hasMessageMatching("(?s).{20,}");
        }
    }

    /** What a source with such options says when it is asked, or when somebody sends to it. */
    Throwable refusal(Source source) {
        return catchThrowable(() -> {
            source.check();
            stream(source).check();
            if (isPushed(source)) {
                reads(source, Optional.empty());
            }
        });
    }
}
