package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.connector.Destination;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every destination owes the hub. Each rule is proved to bite by a destination that breaks it. */
public enum DestinationRule {
    NOBODY_HAS_NO_OUTCOME {
        @Override
        void check(DestinationTrial trial) {
            assertThat(trial.add(List.of())).isEmpty();
            assertThat(trial.held()).isEmpty();
        }
    },
    AS_MANY_AS_IT_SAYS_GO_IN_ONE_DELIVERY {
        @Override
        void check(DestinationTrial trial) {
            int most = trial.destination().capabilities().maxMembers();
            assertThat(most).isPositive();
            List<Person> people = Person.several(0, most);
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
        }
    },
    OUTCOMES_STAND_IN_THE_MEMBERS_ORDER {
        @Override
        void check(DestinationTrial trial) {
            List<Person> people = new ArrayList<>(Person.several(0, 6));
            people.add(1, Person.refused());
            people.add(4, Person.refused());
            if (trial.has(DestinationBehavior.REFUSES_MEMBERS)) {
                assertThat(trial.add(people).stream().map(outcome -> outcome instanceof Outcome.Rejected))
                        .containsExactly(false, true, false, false, true, false, false, false);
            } else {
                trial.arrives(people);
            }
        }
    },
    ONE_BAD_MEMBER_COSTS_NO_OTHER {
        @Override
        void check(DestinationTrial trial) {
            List<Person> good = Person.several(0, 99);
            List<Person> people = new ArrayList<>(good);
            people.add(41, Person.refused());
            if (trial.has(DestinationBehavior.REFUSES_MEMBERS)) {
                assertThat(trial.add(people).stream().filter(DestinationTrial::arrived))
                        .hasSize(99);
                assertThat(trial.held()).isEqualTo(Person.byEmail(good));
            } else {
                trial.arrives(people);
            }
        }
    },
    A_REFUSAL_SAYS_WHY_AND_NOTHING_OF_THE_MEMBER {
        @Override
        void check(DestinationTrial trial) {
            if (trial.has(DestinationBehavior.REFUSES_MEMBERS)) {
                assertThat(trial.add(List.of(Person.refused())))
                        .singleElement()
                        .isInstanceOfSatisfying(Outcome.Rejected.class, refusal -> {
                            assertThat(refusal.code().isRetriable()).isFalse();
                            assertThat(refusal.reason()).isNotBlank().doesNotContain("refused.example", "Nobody");
                        });
            }
        }
    },
    SENDING_AGAIN_CHANGES_NOTHING {
        @Override
        void check(DestinationTrial trial) {
            List<Person> people = Person.several(0, 12);
            trial.arrives(people);
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
        }
    },
    ADDING_UPDATES_WHO_IS_THERE {
        @Override
        void check(DestinationTrial trial) {
            trial.arrives(Person.several(0, 3));
            List<Person> changed = List.of(Person.of(1, "Changed"));
            trial.arrives(changed);
            assertThat(trial.held()).hasSize(3).containsAllEntriesOf(Person.byEmail(changed));
        }
    },
    A_FIELD_WITHOUT_A_VALUE_IS_BLANKED {
        @Override
        void check(DestinationTrial trial) {
            trial.arrives(Person.several(0, 2));
            trial.arrives(List.of(new Person("p1@example.com", Map.of())));
            assertThat(trial.held().get("p1@example.com")).isEmpty();
        }
    },
    TEXT_ARRIVES_AS_IT_IS {
        @Override
        void check(DestinationTrial trial) {
            List<Person> people = new ArrayList<>();
            for (String name : List.of("Zoë 😀", "ירושלים", "山田", "O'Hara \"x\"", "a,b;c\\d", "two\nlines", "${x}")) {
                people.add(Person.of(people.size(), name));
            }
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
        }
    },
    A_HUGE_VALUE_COSTS_ITS_MEMBER_AT_MOST {
        @Override
        void check(DestinationTrial trial) {
            List<Person> people = new ArrayList<>(Person.several(0, 5));
            people.add(2, Person.of(77, "x".repeat(200_000)));
            List<Outcome> outcomes = new ArrayList<>(trial.add(people));
            assertThat(outcomes.remove(2).isDefinite()).isTrue();
            assertThat(outcomes).allMatch(DestinationTrial::arrived);
            assertThat(trial.held()).containsAllEntriesOf(Person.byEmail(Person.several(0, 5)));
        }
    },
    REMOVING_REMOVES {
        @Override
        void check(DestinationTrial trial) {
            trial.arrives(Person.several(0, 10));
            List<Person> leavers = Person.several(7, 13);
            if (trial.offers(SyncMode.MIRROR, DestinationBehavior.REMOVES)) {
                for (int time = 0; time < 2; time++) {
                    assertThat(trial.send(Operation.REMOVE, leavers)).hasSize(6).allMatch(DestinationTrial::arrived);
                    assertThat(trial.held()).isEqualTo(Person.byEmail(Person.several(0, 7)));
                }
            } else {
                DestinationTrial.refuses(ErrorCode.CONFIG_INVALID, () -> trial.send(Operation.REMOVE, leavers));
            }
        }
    },
    AN_IDENTIFIER_NAMES_NOBODY_ELSE {
        @Override
        void check(DestinationTrial trial) {
            List<Person> people = new ArrayList<>(Person.several(0, 3));
            List<Person> odd = List.of(
                    new Person("o'hara@example.com", Map.of("FNAME", "O'Hara")),
                    new Person("a&b=c#d+e@example.com", Map.of("FNAME", "Ann")));
            people.addAll(odd);
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
            if (trial.has(DestinationBehavior.REMOVES)) {
                assertThat(trial.send(Operation.REMOVE, odd)).allMatch(DestinationTrial::arrived);
                assertThat(trial.held()).isEqualTo(Person.byEmail(Person.several(0, 3)));
            }
        }
    },
    A_JOB_THAT_NOBODY_KNOWS_PROVES_NOTHING {
        @Override
        void check(DestinationTrial trial) {
            assertThat(trial.ended("no-such-job", Person.several(0, 3))).noneMatch(Outcome::isDefinite);
        }
    },
    A_SNAPSHOT_SHOWS_WHOLE_OR_NOT_AT_ALL {
        @Override
        void check(DestinationTrial trial) {
            if (!trial.offers(SyncMode.SNAPSHOT, DestinationBehavior.SNAPSHOTS)) {
                DestinationTrial.refuses(ErrorCode.CONFIG_INVALID, trial::snapshot);
                return;
            }
            try (Snapshot given = trial.snapshot()) {
                trial.write(given, Person.several(0, 5), false);
            }
            assertThat(trial.held()).as("a snapshot that was given up").isEmpty();
            try (Snapshot snapshot = trial.snapshot()) {
                trial.write(snapshot, Person.several(0, 5), false);
                trial.write(snapshot, Person.several(5, 8), true);
                assertThat(trial.held()).as("before it is committed").isEmpty();
                snapshot.commit();
            }
            assertThat(trial.held()).isEqualTo(Person.byEmail(Person.several(0, 8)));
        }
    },
    ERASING_ERASES_OR_SAYS_THAT_IT_CANNOT {
        @Override
        void check(DestinationTrial trial) {
            trial.arrives(Person.several(0, 3));
            assertThat(trial.destination().capabilities().erases()).isEqualTo(trial.has(DestinationBehavior.ERASES));
            if (trial.has(DestinationBehavior.ERASES)) {
                for (int time = 0; time < 2; time++) {
                    assertThat(trial.send(Operation.ERASE, Person.several(1, 2)))
                            .allMatch(DestinationTrial::arrived);
                    assertThat(trial.held()).doesNotContainKey("p1@example.com").hasSize(2);
                }
            } else {
                DestinationTrial.refuses(
                        ErrorCode.CONFIG_INVALID, () -> trial.send(Operation.ERASE, Person.several(1, 2)));
            }
        }
    },
    BEING_BUSY_IS_WAITED_FOR {
        @Override
        void check(DestinationTrial trial) {
            trial.passes(
                    DestinationBehavior.BUSY,
                    outcomes -> assertThat(outcomes)
                            .containsOnly(
                                    new Outcome.Retry(ErrorCode.DESTINATION_BUSY, Optional.of(Duration.ofSeconds(7)))));
        }
    },
    A_FAILURE_IS_TRIED_AGAIN {
        @Override
        void check(DestinationTrial trial) {
            trial.passes(DestinationBehavior.FAILS, outcomes -> {});
        }
    },
    A_LOST_ANSWER_IS_IN_DOUBT {
        @Override
        void check(DestinationTrial trial) {
            trial.passes(DestinationBehavior.ANSWERS_GET_LOST, outcomes -> {});
        }
    },
    A_BROKEN_LINE_IS_IN_DOUBT {
        @Override
        void check(DestinationTrial trial) {
            trial.passes(DestinationBehavior.HANGS_UP, outcomes -> {});
        }
    },
    HALF_AN_ANSWER_IS_IN_DOUBT {
        @Override
        void check(DestinationTrial trial) {
            trial.passes(DestinationBehavior.ANSWERS_BREAK_OFF, outcomes -> {});
        }
    },
    HALF_A_BATCH_IS_NOT_THE_WHOLE {
        @Override
        void check(DestinationTrial trial) {
            if (!trial.has(DestinationBehavior.REFUSES_HALF)) {
                return;
            }
            List<Person> people = Person.several(0, 10);
            trial.ail(DestinationBehavior.REFUSES_HALF);
            List<Outcome> outcomes = trial.add(people);
            Map<String, Map<String, String>> held = trial.held();
            for (int i = 0; i < people.size(); i++) {
                if (!held.containsKey(people.get(i).email())) {
                    assertThat(DestinationTrial.arrived(outcomes.get(i)))
                            .as("member %d", i)
                            .isFalse();
                }
            }
            trial.mend();
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
        }
    },
    AN_EXPIRED_CREDENTIAL_COSTS_NO_MEMBER {
        @Override
        void check(DestinationTrial trial) {
            if (!trial.has(DestinationBehavior.CREDENTIAL_EXPIRES)) {
                return;
            }
            List<Person> people = Person.several(0, 10);
            trial.ail(DestinationBehavior.CREDENTIAL_EXPIRES);
            try {
                trial.arrives(people);
            } catch (SeraiException stopped) {
                assertThat(stopped.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED_CREDENTIAL);
            }
            trial.mend();
            trial.arrives(people);
            assertThat(trial.held()).isEqualTo(Person.byEmail(people));
        }
    },
    A_WRONG_ADDRESS_IS_TOLD_FROM_A_WRONG_KEY {
        @Override
        void check(DestinationTrial trial) {
            trial.destination().check();
            if (trial.has(DestinationBehavior.HAS_ADDRESS)) {
                trial.refuses(trial.fixture().wrongAddress(), ErrorCode.DESTINATION_UNREACHABLE);
            }
            if (trial.has(DestinationBehavior.HAS_CREDENTIAL)) {
                trial.refuses(trial.fixture().wrongCredential(), ErrorCode.DESTINATION_REFUSED_CREDENTIAL);
            }
            assertThat(trial.held()).as("after checks").isEmpty();
        }
    },
    AN_OUTAGE_AT_THE_CHECK_IS_NO_WRONG_KEY {
        @Override
        void check(DestinationTrial trial) {
            if (trial.has(DestinationBehavior.FAILS)) {
                trial.ail(DestinationBehavior.FAILS);
                Throwable failure = catchThrowable(trial.destination()::check);
                if (failure != null) {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SeraiException.class,
                                    error -> assertThat(error.code().isRetriable())
                                            .isTrue());
                }
            }
        }
    },
    SECRETS_ARE_NEVER_SHOWN {
        @Override
        void check(DestinationTrial trial) {
            List<String> shown = new ArrayList<>(List.of(trial.destination().toString()));
            if (trial.has(DestinationBehavior.HAS_CREDENTIAL)) {
                assertThat(trial.fixture().secrets()).isNotEmpty();
                try (Destination wrong = trial.open(trial.fixture().wrongCredential())) {
                    shown.add(DestinationTrial.told(catchThrowable(wrong::check)));
                    shown.add(DestinationTrial.told(
                            catchThrowable(() -> trial.deliver(wrong, Operation.ADD, Person.several(0, 1)))));
                }
            }
            trial.fixture()
                    .secrets()
                    .forEach(secret -> assertThat(String.join("\n", shown)).doesNotContain(secret));
        }
    },
    CLOSING_TWICE_IS_HARMLESS {
        @Override
        void check(DestinationTrial trial) {
            trial.arrives(Person.several(0, 2));
            trial.destination().close();
            trial.destination().close();
        }
    },
    NO_THREAD_OUTLIVES_CLOSING {
        @Override
        void check(DestinationTrial trial) {
            ConnectorThreads.endAfter(() -> {
                try (Destination destination = trial.open(trial.fixture().options())) {
                    destination.check();
                    trial.deliver(destination, Operation.ADD, Person.several(0, 2));
                }
            });
        }
    },
    A_MISSING_OPTION_IS_NAMED {
        @Override
        void check(DestinationTrial trial) {
            DestinationFixture fixture = trial.fixture();
            MissingOptions.areNamed(
                    fixture.options(),
                    fixture.connector().options(),
                    settings -> trial.open(settings).close());
        }
    };

    /** @throws AssertionError if the destination breaks the rule */
    abstract void check(DestinationTrial trial);

    final void check(DestinationFixture fixture) {
        try (DestinationTrial trial = new DestinationTrial(fixture)) {
            check(trial);
        }
    }
}
