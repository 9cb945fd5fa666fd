package io.serai.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Short ways to open sources as the hub does, and to look at what they hold. */
public final class Looks {
    private Looks() {}

    public static Node parse(String yaml, Problems problems) {
        return Document.parse("source.yaml", yaml, problems).orElseThrow(() -> new AssertionError(problems.list()));
    }

    /** A source of a file's {@code options}. */
    public static Source source(SourceKind kind, String options, Clock clock) {
        Problems problems = new Problems();
        Settings settings = Settings.read(parse(options, problems), kind.options(), Secrets.lenient(Map.of()), problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
        return kind.open(settings, new ConnectorContext("test", clock, new JdkTransport(), duration -> {}));
    }

    /** A stream of one of a file's {@code streams}, checked as the hub checks it. */
    public static SourceStream.Objects stream(SourceKind kind, Source source, String stream) {
        Problems problems = new Problems();
        Node node = parse(stream, problems);
        assertThat(kind.stream().accepts(node)).as(problems.list().toString()).isTrue();
        kind.check(node, problems);
        problems.throwIfAny();
        return (SourceStream.Objects) source.stream("test", node);
    }

    public static List<StoredObject> list(SourceStream.Objects objects) {
        List<StoredObject> all = new ArrayList<>();
        objects.list().forEach(all::add);
        return all;
    }

    public static List<String> names(SourceStream.Objects objects) {
        return list(objects).stream().map(StoredObject::name).toList();
    }

    /** Closes a source while another thread waits for the next record, and answers what that thread is told. */
    public static SeraiException closedWhileWaiting(Source source, RecordStream records) {
        CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
            while (records.next().isPresent()) {}
            return true;
        });
        Awaitility.await("it waits").during(Duration.ofMillis(500)).until(() -> !reading.isDone());
        assertThat(CompletableFuture.runAsync(source::close)).succeedsWithin(Duration.ofSeconds(10));
        Throwable failure = catchThrowable(() -> reading.get(10, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(SeraiException.class);
        return (SeraiException) failure.getCause();
    }

    /** The records of everything a stream lists, as JSON. */
    public static List<String> records(SourceStream.Objects objects) {
        List<String> records = new ArrayList<>();
        for (StoredObject object : list(objects)) {
            try (RecordStream stream = objects.open(object)) {
                for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                    records.add(
                            item.get() instanceof RawItem.Read read
                                    ? read.record().toJson().toString()
                                    : ((RawItem.Unreadable) item.get()).code().name());
                }
            }
        }
        return records;
    }
}
