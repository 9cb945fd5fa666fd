package io.serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.source.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a read of everything does not come by is deleted; on doubt nothing is. */
class AbsenceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StreamName STREAM = new StreamName("shop", "customers");
    private static final Absence ALL = new Absence(1);
    private static final Absence FIFTH = new Absence(0.2);
    private static final Instant START = TestHub.NOW.minus(Duration.ofDays(1));
    private static final int BATCH = 4;

    private final TestHub hub = new TestHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLiveIsTheLastSnapshotAndWhatCameAfterIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> changed = new TreeMap<>();
        Map<String, Instant> told = new TreeMap<>();
        Set<String> expected = new TreeSet<>();
        for (int round = 0; round < 12; round++) {
            // Given: some of thirty people; some say what they said long ago, some something new; and news from
            // elsewhere
            Instant at = START.plusSeconds(600L * round);
            List<String> snapshot =
                    keys(30).stream().filter(key -> random.nextInt(4) > 0).toList();
            for (String key : snapshot) {
                int now = round;
                changed.compute(key, (k, known) -> known == null || random.nextInt(5) == 0 ? now : known);
            }
            if (random.nextInt(3) == 0) {
                Instant later = at.plusSeconds(60L * random.nextInt(1, 20));
                String key = "k" + random.nextInt(30);
                told.merge(key, later, (one, other) -> one.isAfter(other) ? one : other);
                run(input(List.of(person(key, later)), later, "from elsewhere" + round, Optional.empty()));
            }
            // When
            Run run = run(pull(
                    snapshot.stream()
                            .map(key -> person(key, START.plusSeconds(600L * changed.getOrDefault(key, 0))))
                            .toList(),
                    at,
                    ALL));
            // Then
            expected.clear();
            expected.addAll(snapshot);
            told.forEach((key, moment) -> {
                if (!moment.isBefore(at)) {
                    expected.add(key);
                }
            });
            assertThat(live()).as("seed %d, round %d", seed, round).isEqualTo(expected);
            assertThat(run.state()).isEqualTo(RunState.FINISHED);
            assertThat(run.imported().balance()).isTrue();
            assertThat(run.imported().read()).isGreaterThanOrEqualTo(snapshot.size());
            assertThat(answersKept()).isZero();
        }
    }

    @Test
    void deletionsAreInTheBooksAsAnyOthers() {
        // Given
        run(pull(people(10), START, ALL));
        // When
        Run run = run(pull(people(7), START.plusSeconds(60), ALL));
        // Then: seven unchanged, three deletions
        assertThat(run.imported().read()).isEqualTo(10);
        assertThat(run.imported().stored()).isEqualTo(3);
        assertThat(run.imported().unchanged()).isEqualTo(7);
        assertThat(live()).hasSize(7);
    }

    @Test
    void aStreamThatDoesNotAskForItWritesNothingButItsRun() {
        // Given
        run(input(people(10), START, "pull", Optional.empty()));
        String before = records();
        // When
        Run run = run(input(people(6), START.plusSeconds(60), "pull", Optional.empty()));
        // Then
        assertThat(run.imported().unchanged()).isEqualTo(6);
        assertThat(records()).isEqualTo(before);
        assertThat(answersKept()).isZero();
    }

    @Test
    void anUnchangedReadLeavesTheRecordsAsTheyAre() {
        // Given
        run(pull(people(10), START, FIFTH));
        String before = records();
        // When
        Run run = run(pull(people(10), START.plusSeconds(60), FIFTH));
        // Then
        assertThat(run.imported().stored()).isZero();
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void tooManyAtOnceAreHeldAndAPersonLetsThemGo() {
        // Given
        run(pull(people(10), START, FIFTH));
        // When
        Run held = run(pull(people(7), START.plusSeconds(60), FIFTH));
        // Then
        assertThat(held.state()).isEqualTo(RunState.HELD);
        assertThat(held.errorCode()).contains(ErrorCode.BRAKE.name());
        assertThat(held.error().orElseThrow())
                .contains("3 of the 10")
                .contains("serai source run shop.customers --allow-deletions");
        assertThat(live()).hasSize(10);
        // When
        Run allowed = run(pull(people(7), START.plusSeconds(120), FIFTH.allowingAll()));
        // Then
        assertThat(allowed.state()).isEqualTo(RunState.FINISHED);
        assertThat(live()).hasSize(7);
    }

    @Test
    void anEmptyAnswerIsHeldToo() {
        // Given
        run(pull(people(10), START, FIFTH));
        // When
        Run run = run(pull(List.of(), START.plusSeconds(60), FIFTH));
        // Then
        assertThat(run.state()).isEqualTo(RunState.HELD);
        assertThat(live()).hasSize(10);
        // And where there is nothing, nothing is said
        run(pull(List.of(), START.plusSeconds(120), ALL));
        assertThat(importer().runIfAny(pull(List.of(), START.plusSeconds(180), ALL), () -> false, (id, counts) -> {}))
                .isEmpty();
        assertThat(live()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadMayBeTheOneThatIsMissing() {
        // Given
        run(pull(people(10), START, ALL));
        List<ObjectNode> broken = new java.util.ArrayList<>(people(9));
        broken.add(JSON.createObjectNode().put("name", "no key"));
        // When
        Run run = run(pull(broken, START.plusSeconds(60), ALL));
        // Then
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(run.detail()).contains("nothing deleted by absence: 1 records could not be understood");
        assertThat(live()).hasSize(10);
        assertThat(answersKept()).isZero();
    }

    @Test
    void aReadThatWasCutDeletesNothingAndTheNextDoes() {
        // Given
        run(pull(people(20), START, ALL));
        Run left = run(pull(people(15), START.plusSeconds(60), ALL), stopAfter(1));
        assertThat(left.state()).isEqualTo(RunState.RUNNING);
        // When: it goes on where it was
        Run resumed = run(pull(people(15).subList(BATCH, 15), START.plusSeconds(120), ALL));
        // Then
        assertThat(resumed.id()).isEqualTo(left.id());
        assertThat(resumed.detail()).contains("the read was cut");
        assertThat(live()).hasSize(20);
        // When
        run(pull(people(15), START.plusSeconds(180), ALL));
        // Then
        assertThat(live()).hasSize(15);
    }

    @Test
    void deletionsThatWereInterruptedAreTakenUpAgain() {
        // Given: five batches are read, then deletions begin
        run(pull(people(40), START, ALL));
        Run left = run(pull(people(20), START.plusSeconds(60), ALL), stopAfter(7));
        assertThat(live()).hasSizeBetween(21, 39);
        // When
        Run resumed = run(pull(people(40), START.plusSeconds(120), ALL));
        // Then
        assertThat(resumed.id()).isEqualTo(left.id());
        assertThat(resumed.state()).isEqualTo(RunState.FINISHED);
        assertThat(resumed.imported().read()).isEqualTo(40);
        assertThat(live()).hasSize(20);
    }

    @Test
    void deletionsThatAPersonCancelledAreNot() {
        // Given
        run(pull(people(40), START, ALL));
        Run left = run(pull(people(20), START.plusSeconds(60), ALL), stopAfter(7));
        hub.runs().cancel(left.id());
        int atCancel = live().size();
        // When
        Run resumed = run(pull(people(20), START.plusSeconds(120), ALL));
        // Then
        assertThat(resumed.detail()).contains("the read was cut");
        assertThat(live()).hasSize(atCancel).hasSizeBetween(21, 39);
        assertThat(answersKept()).isZero();
    }

    @Test
    void anOlderSnapshotThatComesLateDeletesNothing() {
        // Given: unchanged records keep their old time
        run(input(people(10), START, "first", Optional.of(ALL)));
        run(input(people(10), START.plusSeconds(120), "third", Optional.of(ALL)));
        // When
        Run late = run(input(people(5), START.plusSeconds(60), "second", Optional.of(ALL)));
        // Then
        assertThat(late.detail()).contains("a later state of the stream was read already");
        assertThat(live()).hasSize(10);
    }

    private Importer importer() {
        return new Importer(hub.identity(), hub.runs(), BATCH);
    }

    private Run run(ImportInput input) {
        return run(input, () -> false);
    }

    private Run run(ImportInput input, BooleanSupplier stop) {
        return importer().run(input, Again.READ, stop, stop instanceof Stop counting ? counting : (id, counts) -> {});
    }

    /** Stops when so many batches are stored. */
    private static Stop stopAfter(int batches) {
        return new Stop(batches);
    }

    private static final class Stop implements BooleanSupplier, Importer.Progress {
        private int left;

        Stop(int batches) {
            // The first report is of none.
            this.left = batches + 1;
        }

        @Override
        public boolean getAsBoolean() {
            return left <= 0;
        }

        @Override
        public void at(long runId, io.serai.run.ImportCounts counts) {
            left--;
        }
    }

    private ImportInput pull(List<ObjectNode> people, Instant at, Absence absence) {
        return input(people, at, "pull", Optional.of(absence));
    }

    private ImportInput input(List<ObjectNode> people, Instant at, String fingerprint, Optional<Absence> absence) {
        return new ImportInput(
                STREAM, mapping(), "", fingerprint, at, Optional.empty(), absence, start -> stream(people));
    }

    private static List<ObjectNode> people(int count) {
        return keys(count).stream().map(key -> person(key, START)).toList();
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
    }

    private static ObjectNode person(String key, Instant at) {
        return JSON.createObjectNode()
                .put("id", key)
                .put("mail", key + "@x.de")
                .put("city", "City" + at.getEpochSecond() % 7)
                .put("at", at.toString());
    }

    private static RecordStream stream(List<ObjectNode> people) {
        Iterator<ObjectNode> rest = people.iterator();
        return new RecordStream() {
            private long position;

            @Override
            public Optional<RawItem> next() {
                return rest.hasNext()
                        ? Optional.of(new RawItem.Read(position++, new JsonRecord(rest.next())))
                        : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    private Mapping mapping() {
        Problems problems = new Problems();
        Optional<Mapping> mapping = Document.parse("mapping.yaml", """
                                mapping: customers
                                key: id
                                observed_at: at
                                identifiers: { email: mail }
                                traits: { city: city }
                                """, problems)
                .flatMap(root -> MappingReader.read(root, hub.identity().schema(), problems));
        problems.throwIfAny();
        return mapping.orElseThrow();
    }

    private Set<String> live() {
        return hub.membership().values().stream()
                .flatMap(Set::stream)
                .map(key -> key.substring(key.indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String records() {
        return hub.database()
                .read(handle -> handle.createQuery(
                                "SELECT GROUP_CONCAT(SHA2(CONCAT_WS(' ', id, profile_id, content_hash,"
                                        + " observed_at, HEX(state)), 256) ORDER BY id) FROM source_record")
                        .mapTo(String.class)
                        .one());
    }

    private long answersKept() {
        return hub.database()
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM roll_call")
                        .mapTo(Long.class)
                        .one());
    }
}
