package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.Transport;
import io.serai.connectors.Side;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One delivery on its way through the requests of an operation. For one thread; none of its own outlives a call. */
final class Chain {
    /** So many refused one by one, and nobody taken: to go on halving would refuse everybody. The hub holds such a run. */
    private static final int ENOUGH = 20;

    private final HttpDefinition definition;
    private final Scope scope;
    private final Account account;
    private final ConnectorContext context;
    private final Slot slot;
    private final Delivery.Report report;
    private final Instant deadline;
    private final AtomicInteger refusedAlone = new AtomicInteger();
    private volatile boolean anyTaken;

    /** @param slot how the vendor knows the delivery's members */
    Chain(HttpDefinition definition, Scope scope, Account account, Slot slot, Delivery delivery) {
        this.definition = definition;
        this.scope = scope;
        this.account = account;
        this.context = account.context();
        this.slot = slot;
        this.report = delivery.report();
        this.deadline = delivery.deadline();
    }

    /** What a request came to for one member; {@code ends} if no further request is to be made for it. */
    private record Step(Recipient member, Outcome outcome, boolean ends) {
        boolean goesOn() {
            return !ends && (outcome instanceof Outcome.Confirmed || outcome instanceof Outcome.Accepted);
        }
    }

    /** One outcome for each member, in order. */
    List<Outcome> send(List<Link> links, List<Recipient> members) {
        if (members.isEmpty()) {
            return List.of();
        }
        List<Step> steps = inParts(links.get(0), members);
        if (links.size() == 1) {
            return steps.stream().map(Step::outcome).toList();
        }
        List<Recipient> going =
                steps.stream().filter(Step::goesOn).map(Step::member).toList();
        Iterator<Outcome> later = send(links.subList(1, links.size()), going).iterator();
        return steps.stream()
                .map(step -> step.goesOn() ? later.next() : step.outcome())
                .toList();
    }

    private List<Step> inParts(Link link, List<Recipient> members) {
        List<Callable<List<Step>>> parts = new ArrayList<>();
        for (int from = 0; from < members.size(); from += link.maxItems()) {
            List<Recipient> part = members.subList(from, Math.min(members.size(), from + link.maxItems()));
            parts.add(() -> send(link, part));
        }
        int threads = Math.min(parts.size(), definition.limits().concurrency());
        if (threads <= 1) {
            return parts.stream().flatMap(part -> steps(part).stream()).toList();
        }
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        try {
            // None is under way any more when this returns, so that no later operation overtakes it.
            return senders.invokeAll(parts).stream()
                    .flatMap(part -> steps(part::get).stream())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all(members, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        } finally {
            senders.shutdownNow();
        }
    }

    private static List<Step> steps(Callable<List<Step>> part) {
        try {
            return part.call();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SeraiException stopped) {
                throw stopped;
            }
            throw new SeraiException(ErrorCode.INTERNAL, "a request could not be made", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a request could not be made", e);
        }
    }

    private List<Step> send(Link link, List<Recipient> part) {
        Scope filled =
                Scope.of(scope.values(), part.stream().map(Recipient::values).toList(), link.maxItems());
        Optional<byte[]> content = link.content(filled);
        if (content.isEmpty()) {
            return all(part, new Outcome.Confirmed());
        }
        byte[] body = content.get();
        if (body.length > link.maxBytes() && part.size() > 1) {
            refuseIfWhole(link, body.length);
            return halves(link, part);
        }
        Duration left = Duration.between(context.clock().instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            return all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        }
        Duration most = definition.limits().timeout();
        Duration timeout = left.compareTo(most) < 0 ? left : most;
        try {
            Before.Ready ready = link.before().isPresent()
                    ? link.before().get().ask(account, definition.statuses(), filled, timeout)
                    : new Before.Ready(filled, Optional.empty());
            return ready.instead().isPresent()
                    ? all(part, ready.instead().get())
                    : understood(link, part, account.ask(link.call(), ready.scope(), body, timeout));
        } catch (IOException e) {
            // It may have arrived before the line broke.
            return all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        }
    }

    private List<Step> understood(Link link, List<Recipient> part, Transport.Response response) {
        JsonNode body = AnswerParser.json(response.body());
        if (link.call().accept().contains(response.status()) && link.answer().succeeds(body)) {
            return accepted(link, part, body);
        }
        if (link.gives().filter(gives -> gives.isNone(response.status())).isPresent()) {
            return part.stream()
                    .map(member -> missing(link.gives().get(), member))
                    .toList();
        }
        StatusRules.Meaning meaning = link.refused().contains(response.status())
                ? StatusRules.Meaning.REJECTED
                : definition.statuses().meaning(response, body);
        return switch (meaning) {
            case RETRY ->
                all(part, new Outcome.Retry(Side.DESTINATION.retry(response.status()), account.retryAfter(response)));
            case REFUSED_CREDENTIAL, WRONG_SETTINGS -> throw stop(context, meaning, response);
            case REJECTED -> {
                if (link.whole()) {
                    throw stop(context, meaning, response);
                }
                if (part.size() > 1) {
                    yield narrowed(link, part, body);
                }
                refusedAlone.incrementAndGet();
                yield all(part, AnswerParser.rejected(reason(response, body)));
            }
            case UNINTELLIGIBLE -> all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
        };
    }

    private void refuseIfWhole(Link link, int bytes) {
        if (link.whole()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "A request to the destination '" + context.name() + "' would have " + bytes
                            + " bytes, and it takes " + link.maxBytes()
                            + " at most. Divide the segment, or let the connector make smaller parts.");
        }
    }

    private String reason(Transport.Response response, JsonNode body) {
        String code = definition.statuses().code(body);
        return code.isEmpty() ? "HTTP-" + response.status() : code;
    }

    private static List<String> sent(List<Recipient> part) {
        return part.stream().map(Recipient::sent).toList();
    }

    /** Whom the refusal of a batch names is refused, and the rest is sent again; if it names nobody, it is halved. */
    private List<Step> narrowed(Link link, List<Recipient> part, JsonNode body) {
        Map<Integer, String> named = link.refusal()
                .flatMap(refusal -> refusal.in(body, sent(part), slot))
                .map(Named.Found::codes)
                .orElse(Map.of());
        if (named.isEmpty()) {
            return halves(link, part);
        }
        List<Recipient> rest = IntStream.range(0, part.size())
                .filter(place -> !named.containsKey(place))
                .mapToObj(part::get)
                .toList();
        Iterator<Step> again = rest.isEmpty()
                ? Collections.emptyIterator()
                : send(link.unnamed(), rest).iterator();
        List<Step> steps = new ArrayList<>();
        for (int place = 0; place < part.size(); place++) {
            steps.add(
                    named.containsKey(place)
                            ? new Step(part.get(place), AnswerParser.rejected(named.get(place)), true)
                            : again.next());
        }
        return steps;
    }

    private List<Step> accepted(Link link, List<Recipient> part, JsonNode body) {
        anyTaken = true;
        report.unusable(link.answer().unusable(body));
        List<Outcome> outcomes = link.answer().parse(body, sent(part), slot);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            steps.add(new Step(part.get(i), outcomes.get(i), false));
        }
        if (link.job().isPresent()) {
            return begun(link.job().get(), steps, body);
        }
        return link.gives().map(gives -> given(gives, steps, body)).orElse(steps);
    }

    private List<Step> given(Gives gives, List<Step> steps, JsonNode body) {
        List<Recipient> members = steps.stream().map(Step::member).toList();
        Optional<List<Map<String, JsonNode>>> given = gives.read(body, members, slot);
        if (given.isEmpty()) {
            return all(members, new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
        }
        List<Step> richer = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Map<String, JsonNode> values = given.get().get(i);
            if (!step.goesOn()) {
                richer.add(step);
            } else if (values.isEmpty()) {
                richer.add(missing(gives, step.member()));
            } else {
                richer.add(new Step(step.member().with(values), step.outcome(), false));
            }
        }
        return richer;
    }

    private static List<Step> begun(Job job, List<Step> steps, JsonNode body) {
        Outcome begun = Optional.of(job.id().text(body))
                .filter(id -> !id.isEmpty() && id.length() <= Outcome.Pending.MAX_JOB)
                .<Outcome>map(id -> new Outcome.Pending(id, job.every(), job.most()))
                .orElse(new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
        return steps.stream()
                .map(step -> step.goesOn() ? new Step(step.member(), begun, true) : step)
                .toList();
    }

    private static Step missing(Gives gives, Recipient member) {
        return new Step(member, gives.missing(), true);
    }

    /** Sends the two halves apart: a refused batch is narrowed down to the member that is to blame. */
    private List<Step> halves(Link link, List<Recipient> part) {
        if (!anyTaken && refusedAlone.get() >= ENOUGH) {
            return all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
        }
        int middle = part.size() / 2;
        List<Step> steps = new ArrayList<>(send(link, part.subList(0, middle)));
        steps.addAll(send(link, part.subList(middle, part.size())));
        return steps;
    }

    private static List<Step> all(List<Recipient> part, Outcome outcome) {
        return part.stream().map(member -> new Step(member, outcome, false)).toList();
    }

    /** The error of an answer that concerns no member. */
    static SeraiException stop(ConnectorContext context, StatusRules.Meaning meaning, Transport.Response response) {
        String answered = "The destination '" + context.name() + "' answered " + response.status() + ". ";
        return switch (meaning) {
            case REFUSED_CREDENTIAL ->
                new SeraiException(
                        ErrorCode.DESTINATION_REFUSED_CREDENTIAL, answered + "Check its credential and its rights.");
            case WRONG_SETTINGS, REJECTED ->
                new SeraiException(ErrorCode.CONFIG_INVALID, answered + "Check its address and its audience.");
            case RETRY -> new SeraiException(Side.DESTINATION.retry(response.status()), answered + "Try again later.");
            case UNINTELLIGIBLE ->
                new SeraiException(ErrorCode.DESTINATION_UNINTELLIGIBLE, answered + "Check its address.");
        };
    }
}
