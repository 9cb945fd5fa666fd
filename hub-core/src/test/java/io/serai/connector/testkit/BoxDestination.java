package io.serai.connector.testkit;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.JobProgress;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Settings;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The destination of a {@link BoxFixture}. */
final class BoxDestination implements Destination {
    private static final int MOST = 200;

    private final BoxFixture box;
    private final Settings options;
    private final String address;
    private boolean closed;

    BoxDestination(BoxFixture box, Settings options) {
        this.box = box;
        this.options = options;
        this.address = options.require("address");
    }

    private boolean breaks(DestinationRule rule) {
        return box.breaks(rule);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.allOf(SyncMode.class), MOST, false, true, Optional.empty());
    }

    @Override
    public void check() {
        boolean swapped = breaks(DestinationRule.A_WRONG_ADDRESS_IS_TOLD_FROM_A_WRONG_KEY);
        if (!address.equals("here")) {
            throw new SeraiException(
                    swapped ? ErrorCode.DESTINATION_REFUSED_CREDENTIAL : ErrorCode.DESTINATION_UNREACHABLE,
                    "There is no box at that address. Check 'address'.");
        }
        if (box.ails(DestinationBehavior.FAILS)) {
            throw new SeraiException(
                    breaks(DestinationRule.AN_OUTAGE_AT_THE_CHECK_IS_NO_WRONG_KEY)
                            ? ErrorCode.DESTINATION_REFUSED_CREDENTIAL
                            : ErrorCode.DESTINATION_FAILED,
                    "The box is out of order. Try again later.");
        }
        authorise();
    }

    private void authorise() {
        String key = options.secret("key").orElseThrow().reveal();
        if (!key.equals(BoxFixture.KEY) || box.ails(DestinationBehavior.CREDENTIAL_EXPIRES)) {
            String shown = breaks(DestinationRule.SECRETS_ARE_NEVER_SHOWN) ? key : "***";
            throw new SeraiException(
                    ErrorCode.DESTINATION_REFUSED_CREDENTIAL, "The box refuses the key " + shown + ". Check 'key'.");
        }
    }

    @Override
    public List<Outcome> deliver(Delivery delivery) {
        List<Member> members = delivery.members();
        if (breaks(DestinationRule.AN_EXPIRED_CREDENTIAL_COSTS_NO_MEMBER)
                && box.ails(DestinationBehavior.CREDENTIAL_EXPIRES)) {
            throw new SeraiException(ErrorCode.DESTINATION_REJECTED, "The box refuses these members.");
        }
        authorise();
        Optional<Outcome> trouble = trouble();
        if (trouble.isPresent()) {
            if (box.ails(DestinationBehavior.ANSWERS_GET_LOST) || box.ails(DestinationBehavior.ANSWERS_BREAK_OFF)) {
                members.forEach(member -> put(member, delivery.operation()));
            }
            return Collections.nCopies(members.size(), trouble.get());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            boolean half = box.ails(DestinationBehavior.REFUSES_HALF) && i >= members.size() / 2;
            outcomes.add(half ? otherHalf() : outcome(members.get(i), delivery.operation()));
        }
        return flawed(outcomes);
    }

    private Outcome otherHalf() {
        return breaks(DestinationRule.HALF_A_BATCH_IS_NOT_THE_WHOLE)
                ? new Outcome.Confirmed()
                : new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE);
    }

    /** What the whole delivery comes to while the box is in trouble; the wrong thing if that is the rule to break. */
    private Optional<Outcome> trouble() {
        Outcome gone = new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The box failed.");
        return box.ailment.flatMap(ailment -> switch (ailment) {
            case BUSY ->
                Optional.of(new Outcome.Retry(
                        ErrorCode.DESTINATION_BUSY,
                        breaks(DestinationRule.BEING_BUSY_IS_WAITED_FOR)
                                ? Optional.empty()
                                : Optional.of(Duration.ofSeconds(7))));
            case FAILS ->
                Optional.of(
                        breaks(DestinationRule.A_FAILURE_IS_TRIED_AGAIN)
                                ? gone
                                : new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
            case ANSWERS_GET_LOST -> Optional.of(doubt(DestinationRule.A_LOST_ANSWER_IS_IN_DOUBT));
            case HANGS_UP -> Optional.of(doubt(DestinationRule.A_BROKEN_LINE_IS_IN_DOUBT));
            case ANSWERS_BREAK_OFF -> Optional.of(doubt(DestinationRule.HALF_AN_ANSWER_IS_IN_DOUBT));
            case REMOVES,
                    SNAPSHOTS,
                    ERASES,
                    REFUSES_MEMBERS,
                    HAS_ADDRESS,
                    HAS_CREDENTIAL,
                    REFUSES_HALF,
                    CREDENTIAL_EXPIRES -> Optional.empty();
        });
    }

    private Outcome doubt(DestinationRule rule) {
        return breaks(rule) ? new Outcome.Confirmed() : new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE);
    }

    private Outcome outcome(Member member, Operation operation) {
        if (operation == Operation.ADD && member.identifier().equals(DestinationFixture.REFUSED)) {
            String reason = breaks(DestinationRule.A_REFUSAL_SAYS_WHY_AND_NOTHING_OF_THE_MEMBER)
                    ? "It refuses " + member.identifier()
                    : "The box refuses this member.";
            return new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, reason);
        }
        put(member, operation);
        boolean huge = member.fields().values().stream()
                .anyMatch(value -> value.map(Object::toString).orElse("").length() > 100_000);
        return huge && breaks(DestinationRule.A_HUGE_VALUE_COSTS_ITS_MEMBER_AT_MOST)
                ? new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE)
                : new Outcome.Confirmed();
    }

    private List<Outcome> flawed(List<Outcome> outcomes) {
        boolean refused = outcomes.stream().anyMatch(Outcome.Rejected.class::isInstance);
        if (breaks(DestinationRule.OUTCOMES_STAND_IN_THE_MEMBERS_ORDER)) {
            Collections.reverse(outcomes);
        }
        if (refused && breaks(DestinationRule.ONE_BAD_MEMBER_COSTS_NO_OTHER)) {
            outcomes.replaceAll(outcome -> new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "All refused."));
        }
        if (outcomes.isEmpty() && breaks(DestinationRule.NOBODY_HAS_NO_OUTCOME)) {
            outcomes.add(new Outcome.Confirmed());
        }
        if (outcomes.size() == MOST && breaks(DestinationRule.AS_MANY_AS_IT_SAYS_GO_IN_ONE_DELIVERY)) {
            outcomes.remove(0);
        }
        return outcomes;
    }

    private void put(Member member, Operation operation) {
        String email = member.identifier();
        if (operation == Operation.ERASE) {
            if (!breaks(DestinationRule.ERASING_ERASES_OR_SAYS_THAT_IT_CANNOT)) {
                box.box.remove(email);
            }
            return;
        }
        if (operation == Operation.REMOVE) {
            if (email.contains("'") && breaks(DestinationRule.AN_IDENTIFIER_NAMES_NOBODY_ELSE)) {
                box.box.clear();
            }
            if (!breaks(DestinationRule.REMOVING_REMOVES)) {
                box.box.remove(email);
            }
            return;
        }
        boolean known = box.box.containsKey(email);
        if (known && breaks(DestinationRule.ADDING_UPDATES_WHO_IS_THERE)) {
            return;
        }
        Map<String, String> fields = known && breaks(DestinationRule.A_FIELD_WITHOUT_A_VALUE_IS_BLANKED)
                ? box.box.getOrDefault(email, new TreeMap<>())
                : new TreeMap<>();
        member.fields().forEach((name, value) -> value.ifPresent(text -> fields.put(name, written(text.toString()))));
        if (known && breaks(DestinationRule.SENDING_AGAIN_CHANGES_NOTHING)) {
            fields.put("FNAME", fields.get("FNAME") + " again");
        }
        box.box.put(email, fields);
    }

    private String written(String text) {
        return breaks(DestinationRule.TEXT_ARRIVES_AS_IT_IS) ? text.replaceAll("[^\\x20-\\x7e]", "?") : text;
    }

    @Override
    public JobProgress poll(Delivery delivery, String job) {
        return breaks(DestinationRule.A_JOB_THAT_NOBODY_KNOWS_PROVES_NOTHING)
                ? new JobProgress.Ended(Collections.nCopies(delivery.members().size(), new Outcome.Confirmed()))
                : Destination.super.poll(delivery, job);
    }

    @Override
    public Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        List<Member> all = new ArrayList<>();
        return new Snapshot() {
            @Override
            public List<Outcome> add(Delivery page, boolean last) {
                all.addAll(page.members());
                if (breaks(DestinationRule.A_SNAPSHOT_SHOWS_WHOLE_OR_NOT_AT_ALL)) {
                    commit();
                }
                return Collections.nCopies(page.members().size(), new Outcome.Accepted());
            }

            @Override
            public void commit() {
                box.box.clear();
                all.forEach(member -> put(member, Operation.ADD));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        if (closed && breaks(DestinationRule.CLOSING_TWICE_IS_HARMLESS)) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
    }
}
