package io.serai.connector.testkit;

import static io.serai.connector.testkit.SourceTrial.byId;
import static io.serai.connector.testkit.SourceTrial.byIds;
import static io.serai.connector.testkit.SourceTrial.drain;
import static io.serai.connector.testkit.SourceTrial.people;
import static io.serai.connector.testkit.SourceTrial.see;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What every source owes the hub. Each rule is proved to bite by a source that breaks it. */
public enum SourceRule {
    NOTHING_YIELDS_NOTHING {
        @Override
        void check(SourceTrial trial) {
            assertThat(trial.readAll()).isEmpty();
        }
    },
    EVERY_RECORD_IS_YIELDED {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 57));
            assertThat(byId(trial.readAll())).isEqualTo(byIds(people(0, 57)));
        }
    },
    POSITIONS_COUNT_FROM_ZERO {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 9));
            List<Long> positions = new ArrayList<>();
            try (Source source = trial.open()) {
                trial.reads(source, Optional.empty()).forEach(stream -> {
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
        void check(SourceTrial trial) {
            trial.write(people(0, 57));
            try (Source source = trial.open()) {
                if (!(trial.stream(source) instanceof SourceStream.Pulled pulled)) {
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
        void check(SourceTrial trial) {
            trial.write(people(0, 20));
            try (Source source = trial.open()) {
                Map<String, String> seen = new TreeMap<>();
                Optional<String> cursor = Optional.empty();
                for (RecordStream stream : trial.reads(source, cursor)) {
                    cursor = drain(stream, seen).or(() -> Optional.empty());
                }
                trial.write(people(20, 30));
                trial.write(List.of(Map.of("id", "3", "name", "changed")));
                for (RecordStream stream : trial.reads(source, cursor)) {
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
        void check(SourceTrial trial) {
            try (Source source = trial.open()) {
                source.check();
            }
            trial.write(people(0, 1));
            trial.fixture().wrongAddress().ifPresent(trial::refusesAddress);
            trial.fixture().wrongCredential().ifPresent(trial::refusesCredential);
        }
    },
    A_MISSING_RIGHT_IS_TOLD_FROM_A_WRONG_KEY {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 1));
            try (Source source = trial.open()) {
                trial.stream(source).check();
            }
            trial.fixture().missingRight().ifPresent(trial::refusesToRead);
        }
    },
    SECRETS_ARE_NEVER_SHOWN {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 1));
            try (Source source = trial.open()) {
                List<String> shown = new ArrayList<>(List.of(source.toString()));
                trial.fixture().wrongCredential().ifPresent(options -> {
                    try (Source wrong = trial.open(options)) {
                        shown.add(DestinationTrial.told(trial.refusal(wrong)));
                    }
                });
                trial.fixture()
                        .secrets()
                        .forEach(secret -> assertThat(String.join("\n", shown)).doesNotContain(secret));
            }
        }
    },
    DISCOVERY_SHOWS_FIELDS {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 5));
            try (Source source = trial.open()) {
                List<DiscoveredStream> found = source.discover(2);
                if (trial.isPushed(source)) {
                    // There is nothing to look at before somebody sends it.
                    assertThat(found).isEmpty();
                    return;
                }
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
        void check(SourceTrial trial) {
            trial.write(people(0, 30));
            Source source = trial.open();
            for (RecordStream stream : trial.reads(source, Optional.empty())) {
                stream.next();
                stream.close();
                stream.close();
            }
            source.close();
            source.close();
        }
    },
    /** It fails: a read that is broken off must not look whole, for what it did not come by would be gone. */
    CLOSING_ENDS_A_READ {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 57));
            Source source = trial.open();
            if (trial.isPushed(source)) {
                source.close();
                return;
            }
            try (RecordStream read = trial.reads(source, Optional.empty()).get(0)) {
                assertThat(read.next()).isPresent();
                assertThat(CompletableFuture.runAsync(source::close)).succeedsWithin(SOON);
                assertThat(CompletableFuture.supplyAsync(() -> drain(read, new TreeMap<>())))
                        .failsWithin(SOON)
                        .withThrowableThat()
                        .withCauseInstanceOf(SeraiException.class)
                        .satisfies(failure -> assertThat(((SeraiException) failure.getCause())
                                        .code()
                                        .isRetriable())
                                .isTrue());
            }
        }
    },
    NO_THREAD_OUTLIVES_CLOSING {
        @Override
        void check(SourceTrial trial) {
            trial.write(people(0, 30));
            ConnectorThreads.endAfter(() -> {
                try (Source source = trial.open()) {
                    source.check();
                    for (RecordStream read : trial.reads(source, Optional.empty())) {
                        read.next();
                        read.close();
                    }
                }
            });
        }
    },
    A_MISSING_OPTION_IS_NAMED {
        @Override
        void check(SourceTrial trial) {
            SourceFixture fixture = trial.fixture();
            MissingOptions.areNamed(fixture.options(), fixture.kind().options(), settings -> {
                try (Source source = trial.open(settings)) {
                    trial.stream(source);
                }
            });
        }
    };

    private static final Duration SOON = Duration.ofSeconds(10);

    /** @throws AssertionError if the source breaks the rule */
    abstract void check(SourceTrial trial);

    final void check(SourceFixture fixture) {
        check(new SourceTrial(fixture));
    }
}
