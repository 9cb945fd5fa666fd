package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.connector.Delivery;
import io.serai.connector.JobProgress;
import io.serai.connector.Outcome;
import io.serai.connector.Transport;
import io.serai.connectors.http.Job.Errors;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One question after a job, with the pages of its errors if it has ended. Used once. */
final class JobPoll {
    private static final int NOT_FOUND = 404;
    private static final int MOST_PAGES = 1_000;

    private final Job job;
    private final Account account;
    private final StatusRules statuses;
    private final Slot slot;
    private final Duration timeout;
    private final Scope scope;
    private final List<String> sent;
    private final Delivery.Report report;

    /**
     * @param delivery the job's members, in the order of its request
     * @param slot how the vendor knows them
     */
    JobPoll(Job job, Account account, HttpDefinition definition, Scope scope, String id, Slot slot, Delivery delivery) {
        Map<String, JsonNode> values = new HashMap<>(scope.values());
        values.put("job", TextNode.valueOf(id));
        this.job = job;
        this.account = account;
        this.statuses = definition.statuses();
        this.slot = slot;
        this.timeout = definition.limits().timeout();
        this.scope = Scope.of(values);
        this.sent = delivery.members().stream()
                .map(member -> slot.apply(member.identifier()))
                .toList();
        this.report = delivery.report();
    }

    /** A page that is not there, and what is said instead. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient JobProgress instead;

        Unanswered(JobProgress instead) {
            super(null, null, false, false);
            this.instead = instead;
        }
    }

    /**
     * What the vendor says now.
     *
     * @throws SeraiException if it cannot be reached, or if its answer concerns no member
     */
    JobProgress ask() {
        try {
            JsonNode answer = page(job.poll(), account.url(path(job.poll())));
            String word = job.status().text(answer);
            if (job.failed().contains(word)) {
                return ended(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
            }
            boolean mixed = job.mixed().contains(word);
            if (!mixed && !job.done().contains(word)) {
                return new JobProgress.Working(Optional.empty());
            }
            report.unusable(job.unusable(answer));
            if (job.errors().isPresent()) {
                return told(job.errors().get());
            }
            return mixed ? new JobProgress.Mixed() : ended(job.well());
        } catch (Unanswered e) {
            return e.instead;
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "The destination '" + account.context().name()
                            + "' does not answer about a job. It is asked again.");
        }
    }

    private String path(HttpDefinition.Call call) {
        return call.address().renderUrl(scope);
    }

    private JsonNode page(HttpDefinition.Call call, URI url) throws IOException, Unanswered {
        Transport.Response response = account.send(call.method(), url, Map.of(), new byte[0], timeout);
        if (call.accept().contains(response.status())) {
            JsonNode body = AnswerParser.json(response.body());
            if (body.isMissingNode()) {
                throw new Unanswered(new JobProgress.Working(Optional.empty()));
            }
            return body;
        }
        if (response.status() == NOT_FOUND) {
            // It forgets jobs after a while: nobody knows any more what became of its members.
            throw new Unanswered(ended(new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE)));
        }
        StatusRules.Meaning meaning = statuses.meaning(response, AnswerParser.json(response.body()));
        if (meaning == StatusRules.Meaning.REFUSED_CREDENTIAL) {
            throw Chain.stop(account.context(), meaning, response);
        }
        throw new Unanswered(new JobProgress.Working(account.retryAfter(response)));
    }

    private JobProgress ended(Outcome outcome) {
        return new JobProgress.Ended(Collections.nCopies(sent.size(), outcome));
    }

    private JobProgress told(Errors errors) throws IOException, Unanswered {
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(sent.size(), job.well()));
        Optional<URI> next = Optional.of(account.url(path(errors.call())));
        boolean allFound = true;
        for (int number = 0; next.isPresent() && number < MOST_PAGES; number++) {
            JsonNode page = page(errors.call(), next.get());
            Optional<Named.Found> found = errors.named().in(page, sent, slot);
            if (found.isEmpty()) {
                return new JobProgress.Working(Optional.empty());
            }
            found.get().codes().forEach((place, code) -> outcomes.set(place, AnswerParser.rejected(code)));
            allFound &= found.get().all();
            next = errors.next()
                    .map(at -> at.text(page))
                    .filter(link -> !link.isEmpty())
                    .map(account::linked);
        }
        // An error that names nobody we sent may mean anybody, and so may those on pages that nobody has read.
        return allFound && next.isEmpty() ? new JobProgress.Ended(outcomes) : new JobProgress.Mixed();
    }
}
