package io.serai.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.TestHub;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.Run;
import io.serai.servers.DebianPostgreSql;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases as sources, on servers that are what a user has. */
class JdbcSourceIT {
    private static final String STREAM = "table: person, key: id, cursor: updated_at";
    private static final String MAPPING = """
            mapping: people
            key: id
            observed_at: updated_at
            deleted: gone
            identifiers: { email: email, crm_id: id }
            traits: { first_name: name }
            """;

    private static void fill(SourceDatabase database, int people) {
        database.reset();
        database.execute("CREATE TABLE person (id " + database.number()
                + " PRIMARY KEY, email varchar(80), name varchar(80), gone boolean NOT NULL DEFAULT false, updated_at "
                + database.moment() + " NOT NULL)");
        for (int person = 1; person <= people; person++) {
            database.execute("INSERT INTO person (email, name, updated_at) VALUES ('p" + person
                    + "@example.com', 'Ann', now())");
        }
    }

    @ParameterizedTest
    @EnumSource
    void importsEveryRowOnceAndThenWhatChanged(SourceDatabase database) {
        // Given
        fill(database, 25);
        try (TestHub hub = new TestHub()) {
            SourceStream.Pulled stream = database.stream("watcher", STREAM);
            // When
            Run first = look(hub, stream).orElseThrow();
            Optional<Run> quiet = look(hub, stream);
            database.execute(
                    "UPDATE person SET email = 'new@example.com', updated_at = now() WHERE id = 3",
                    "UPDATE person SET gone = true, updated_at = now() WHERE id = 4",
                    "INSERT INTO person (email, updated_at) VALUES ('p26@example.com', now())");
            Run second = look(hub, stream).orElseThrow();
            // Then
            assertThat(first.imported().stored()).isEqualTo(25);
            assertThat(quiet).isEmpty();
            assertThat(second.imported().read()).isEqualTo(3);
            assertThat(second.imported().stored()).isEqualTo(3);
            assertThat(hub.membership().values().stream().flatMap(Set::stream))
                    .hasSize(25)
                    .noneMatch(key -> key.endsWith(":4"));
        }
    }

    private static Optional<Run> look(TestHub hub, SourceStream.Pulled stream) {
        Problems problems = new Problems();
        Mapping mapping = MappingReader.read(
                        SourceDatabase.parse(MAPPING), hub.identity().schema(), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        ImportInput input = ImportInput.since(new StreamName("shop", "people"), mapping, TestHub.NOW, stream::read);
        return new Importer(hub.identity(), hub.runs(), 10).runIfAny(input, () -> false, (run, counts) -> {});
    }

    private static List<RawItem> read(SourceStream.Pulled stream) {
        return read(stream, Optional.empty()).items();
    }

    private record Look(List<RawItem> items, Optional<String> cursor) {}

    private static Look read(SourceStream.Pulled stream, Optional<String> cursor) {
        List<RawItem> items = new ArrayList<>();
        try (RecordStream records = stream.read(cursor)) {
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                items.add(item.get());
            }
            return new Look(items, records.cursor());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhoSeesNoTransactionsReadsTheLastMinutesAgain(SourceDatabase database) throws SQLException {
        // Given
        fill(database, 2);
        SourceStream.Pulled stream = database.stream("reader", STREAM);
        try (Connection late = database.writer();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO person (email, updated_at) VALUES ('late@example.com', now())");
            database.execute("INSERT INTO person (email, updated_at) VALUES ('p4@example.com', now())");
            Look first = read(stream, Optional.empty());
            late.commit();
            // When
            Look second = read(stream, first.cursor());
            // Then
            assertThat(first.items()).hasSize(3);
            assertThat(second.items()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColumnThatTheMappingNeedsMustStayOthersMayComeAndGo(SourceDatabase database) {
        // Given
        fill(database, 2);
        SourceStream.Pulled stream = database.stream("watcher", STREAM).needing(Set.of("id", "email"));
        Optional<String> cursor = read(stream, Optional.empty()).cursor();
        // When
        database.execute(
                "ALTER TABLE person ADD COLUMN nick varchar(10)",
                "ALTER TABLE person DROP COLUMN name",
                "UPDATE person SET updated_at = now()");
        Look others = read(stream, cursor);
        database.execute("ALTER TABLE person RENAME COLUMN email TO mail");
        // Then
        assertThat(others.items()).hasSize(2);
        assertThatThrownBy(() -> read(stream, others.cursor()))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_SCHEMA_CHANGED))
                .hasMessageContaining("'email' is gone or renamed");
        assertThat(read(database.stream("watcher", STREAM + ", revision: 1"), others.cursor())
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aColumnThatHoldsSomethingElseStopsTheStream(SourceDatabase database) {
        // Given
        fill(database, 2);
        database.execute("ALTER TABLE person ADD COLUMN visits varchar(10)");
        SourceStream.Pulled stream = database.stream("watcher", STREAM).needing(Set.of("visits"));
        Optional<String> cursor = read(stream, Optional.empty()).cursor();
        // When
        database.execute("ALTER TABLE person DROP COLUMN visits", "ALTER TABLE person ADD COLUMN visits integer");
        // Then
        assertThatThrownBy(() -> read(stream, cursor)).hasMessageContaining("'visits' was TEXT and is WHOLE");
    }

    @ParameterizedTest
    @EnumSource
    void withoutACursorEverythingIsReadEachTimeAndAnAbandonedReadGoesOn(SourceDatabase database) {
        // Given
        fill(database, 9);
        SourceStream.Pulled stream =
                database.stream("watcher", "query: 'SELECT id, email FROM person', key: id, fetch: 2");
        Optional<String> middle;
        try (RecordStream records = stream.read(Optional.empty())) {
            for (int row = 0; row < 5; row++) {
                records.next();
            }
            middle = records.cursor();
        }
        // When
        Look rest = read(stream, middle);
        Look again = read(stream, rest.cursor());
        // Then
        assertThat(rest.items()).hasSize(4);
        assertThat(again.items()).hasSize(9);
        assertThat(((RawItem.Read) again.items().get(8)).record().toJson().toString())
                .isEqualTo("{\"id\":9,\"email\":\"p9@example.com\"}");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsNotUniqueIsRefused(SourceDatabase database) {
        // Given
        fill(database, 4);
        SourceStream.Pulled stream = database.stream("watcher", "table: person, key: name, fetch: 2");
        // When // Then
        assertThatThrownBy(() -> read(stream)).hasMessageContaining("several rows have the same 'name'");
    }

    @Test
    void aValueThatIsNoneCostsItsRowOnly() {
        // Given
        SourceDatabase database = SourceDatabase.POSTGRESQL;
        database.reset();
        database.execute(
                "CREATE TABLE person (id int PRIMARY KEY, born date, doc jsonb, tags text[], paid numeric)",
                "INSERT INTO person VALUES (1, '1970-02-03', '{\"a\": 1.5}', '{x,NULL}', 12.30)",
                "INSERT INTO person VALUES (2, null, null, null, 'NaN')",
                "INSERT INTO person VALUES (3, null, null, null, null)");
        // When
        List<RawItem> items = read(database.stream("watcher", "table: person, key: id"));
        // Then
        assertThat(((RawItem.Read) items.get(0)).record().toJson().toString())
                .isEqualTo(
                        "{\"id\":1,\"born\":\"1970-02-03\",\"doc\":{\"a\":1.5},\"tags\":[\"x\",null],\"paid\":12.30}");
        assertThat(items.get(1))
                .isInstanceOfSatisfying(
                        RawItem.Unreadable.class,
                        bad -> assertThat(bad.reason()).contains("'paid'"));
        assertThat(items.get(2)).isInstanceOf(RawItem.Read.class);
    }

    @Test
    void aQueryThatWritesIsRefused() {
        // Given
        SourceDatabase database = SourceDatabase.POSTGRESQL;
        fill(database, 1);
        Source source = SourceDatabase.open(DebianPostgreSql.USER, DebianPostgreSql.PASSWORD, database.url());
        String writing = "SELECT nextval(''person_id_seq'') AS id FROM person";
        // When // Then
        assertThatThrownBy(() -> read(SourceDatabase.stream(source, "query: '" + writing + "', key: id")))
                .hasMessageContaining("25006");
    }

    @ParameterizedTest
    @EnumSource
    void checkTellsAWrongAddressFromAWrongPasswordFromAMissingRight(SourceDatabase database) {
        // Given
        fill(database, 1);
        String url = database.url();
        String nowhere = url.replace(":" + database.server().port(), ":1");
        // When // Then
        SourceDatabase.open("watcher", SourceDatabase.PASSWORD, url).check();
        assertCode(SourceDatabase.open("watcher", "wrong", url)::check, ErrorCode.SOURCE_REFUSED_CREDENTIAL);
        assertCode(SourceDatabase.open("watcher", "wrong", nowhere)::check, ErrorCode.SOURCE_UNREACHABLE);
        database.closeToReader();
        assertCode(database.stream("reader", STREAM)::check, ErrorCode.SOURCE_FORBIDDEN);
        assertCode(() -> read(database.stream("reader", STREAM)), ErrorCode.SOURCE_FORBIDDEN);
        database.stream("watcher", STREAM).check();
        assertCode(database.stream("watcher", "table: nobody, key: id")::check, ErrorCode.SOURCE_SCHEMA_CHANGED);
        assertCode(database.stream("watcher", "table: person, key: nothing")::check, ErrorCode.SOURCE_SCHEMA_CHANGED);
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource
    void discoversTablesWithKeyCursorAndSamples(SourceDatabase database) {
        // Given
        fill(database, 3);
        // When
        List<DiscoveredStream> found = database.open("watcher").discover(2);
        // Then
        assertThat(found).singleElement().satisfies(stream -> {
            assertThat(stream.name()).isEqualTo("person");
            assertThat(stream.settings()).containsExactly("table: person", "key: id", "cursor: updated_at");
            assertThat(stream.key()).isEqualTo("id");
            assertThat(stream.samples()).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void tablesThatAreClosedToUsAreLeftOut(SourceDatabase database) {
        // Given
        fill(database, 1);
        database.execute("CREATE TABLE payroll (id int PRIMARY KEY)");
        database.closeToReader();
        database.execute(
                "GRANT SELECT ON person TO " + (database == SourceDatabase.POSTGRESQL ? "reader" : "reader@127.0.0.1"));
        // When
        List<DiscoveredStream> found = database.open("reader").discover(2);
        // Then
        assertThat(found).extracting(DiscoveredStream::name).containsExactly("person");
    }

    /** The page's example is what the connector takes. */
    @Test
    void theExampleOfThePageIsRight() throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/how-to/connect-jdbc.md"));
        Node example = SourceDatabase.parse(page.split("```yaml|```")[1]);
        JdbcSourceKind kind = new JdbcSourceKind();
        // When // Then
        assertThat(example.require("connector").text()).isEqualTo(kind.name());
        assertThat(kind.options().accepts(example.require("options"))).isTrue();
        assertThat(example.require("streams").entries().values())
                .hasSize(3)
                .allMatch(stream -> kind.stream().accepts(stream));
    }
}
