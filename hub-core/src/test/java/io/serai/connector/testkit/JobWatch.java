package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.JobProgress;
import io.serai.connector.Outcome;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks after jobs as a hub does, only without waiting in between. */
final class JobWatch {
    private static final int QUESTIONS = 20;
    private static final Outcome UNKNOWN = new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE);

    private JobWatch() {}

    /** The outcomes of a delivery once its jobs have ended. */
    static List<Outcome> ended(Destination destination, Delivery delivery, List<Outcome> outcomes) {
        Map<String, List<Integer>> jobs = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Pending pending) {
                jobs.computeIfAbsent(pending.job(), any -> new ArrayList<>()).add(i);
            }
        }
        List<Outcome> ended = new ArrayList<>(outcomes);
        jobs.forEach((job, places) -> {
            Delivery sent =
                    delivery.of(places.stream().map(delivery.members()::get).toList());
            List<Outcome> told = ended(destination, sent, job);
            assertThat(told).as("one outcome for each member of the job").hasSameSizeAs(places);
            for (int i = 0; i < places.size(); i++) {
                ended.set(places.get(i), told.get(i));
            }
        });
        return ended;
    }

    static List<Outcome> ended(Destination destination, Delivery sent, String job) {
        for (int question = 0; question < QUESTIONS; question++) {
            try {
                if (destination.poll(sent, job) instanceof JobProgress.Ended progress) {
                    return progress.outcomes();
                }
            } catch (SeraiException e) {
                assertThat(e.code().isRetriable()).as("%s", e.code()).isTrue();
            }
        }
        return Collections.nCopies(sent.members().size(), UNKNOWN);
    }
}
