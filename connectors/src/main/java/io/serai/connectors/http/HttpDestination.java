package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.connector.Transport;
import io.serai.connectors.http.HttpDefinition.Action;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An audience reached by a {@link HttpDefinition}. Thread-safe. */
final class HttpDestination implements Destination {
    private static final int ROUNDS = 10;

    private final HttpDefinition definition;
    private final Map<Operation, Action> operations = new EnumMap<>(Operation.class);
    private final Scope scope;
    private final Account account;
    private final ConnectorContext context;

    HttpDestination(HttpDefinition definition, Scope scope, Account account) {
        this.definition = definition;
        this.scope = scope;
        this.account = account;
        this.context = account.context();
        definition.operations().forEach((operation, action) -> operations.put(operation, action.sized(scope)));
    }

    @Override
    public Capabilities capabilities() {
        Set<SyncMode> modes = definition.operations().containsKey(Operation.REMOVE)
                ? EnumSet.of(SyncMode.MIRROR, SyncMode.ADD_ONLY)
                : EnumSet.noneOf(SyncMode.class);
        int maxItems =
                operations.values().stream().mapToInt(Action::maxItems).max().orElse(1);
        // Where a request takes few, many go out side by side.
        return new Capabilities(
                modes, Math.max(maxItems, ROUNDS * definition.limits().concurrency()));
    }

    @Override
    public void check() {
        if (definition.check().isEmpty()) {
            return;
        }
        Call call = definition.check().get();
        Transport.Response response;
        try {
            response = send(call, scope, new byte[0], definition.limits().timeout());
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "The destination '" + context.name() + "' cannot be reached. Check its address and the network.");
        }
        if (!call.accept().contains(response.status())) {
            throw stop(definition.statuses().meaning(response, AnswerParser.json(response.body())), response);
        }
    }

    @Override
    public List<Outcome> deliver(Delivery delivery) {
        Action action = Optional.ofNullable(operations.get(delivery.operation()))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The connector '" + definition.name() + "' cannot "
                                + delivery.operation().word() + " members."));
        return admitted(action, slot(delivery.namespace()), delivery);
    }

    /** Sends whom it can; who cannot be written as the vendor wants it is refused here, before anything is sent. */
    private List<Outcome> admitted(Action action, Slot slot, Delivery delivery) {
        List<Optional<Outcome>> refused = delivery.members().stream()
                .map(member -> definition
                        .slots()
                        .refusal(delivery.namespace(), member.identifier(), decisiveFields(delivery, member))
                        .<Outcome>map(reason -> new Outcome.Rejected(ErrorCode.FIELD_INVALID, reason)))
                .toList();
        return completed(refused, delivery, rest -> sendAll(action, slot, rest));
    }

    /** None when members are removed: whoever leaves must not stay for the sake of a field. */
    private static ObjectNode decisiveFields(Delivery delivery, Member member) {
        return HttpConnector.fieldValues(delivery.operation() == Operation.REMOVE ? Map.of() : member.fields());
    }

    /** The outcomes that are known, and those of sending the others. */
    private static List<Outcome> completed(
            List<Optional<Outcome>> known, Delivery delivery, Function<Delivery, List<Outcome>> sender) {
        List<Member> rest = IntStream.range(0, known.size())
                .filter(index -> known.get(index).isEmpty())
                .mapToObj(delivery.members()::get)
                .toList();
        Iterator<Outcome> sent = rest.isEmpty()
                ? Collections.emptyIterator()
                : sender.apply(delivery.of(rest)).iterator();
        return known.stream().map(outcome -> outcome.orElseGet(sent::next)).toList();
    }

    private List<Outcome> sendAll(Action action, Slot slot, Delivery delivery) {
        List<Callable<List<Outcome>>> parts = new ArrayList<>();
        List<Member> members = delivery.members();
        for (int from = 0; from < members.size(); from += action.maxItems()) {
            int to = Math.min(members.size(), from + action.maxItems());
            Delivery part = delivery.of(members.subList(from, to));
            parts.add(() -> send(action, slot, part));
        }
        int threads = Math.min(parts.size(), definition.limits().concurrency());
        if (threads <= 1) {
            return parts.stream().flatMap(part -> outcome(part).stream()).toList();
        }
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        try {
            // None is under way any more when this returns, so that no later operation overtakes it.
            return senders.invokeAll(parts).stream()
                    .flatMap(part -> outcome(part::get).stream())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all(delivery, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        } finally {
            senders.shutdownNow();
        }
    }

    private static List<Outcome> outcome(Callable<List<Outcome>> part) {
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

    private Slot slot(String namespace) {
        return definition
                .slots()
                .of(namespace)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The connector '" + definition.name() + "' knows nobody by '" + namespace
                                + "'. Use one of its identifiers in the sync."));
    }

    private List<Outcome> send(Action action, Slot slot, Delivery part) {
        Scope filled = filled(action, part);
        byte[] body = action.body()
                .map(template -> template.render(filled).toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        if (body.length > action.maxBytes() && part.members().size() > 1) {
            return halves(action, slot, part);
        }
        Duration left = Duration.between(context.clock().instant(), part.deadline());
        if (left.isNegative() || left.isZero()) {
            return all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        }
        Duration most = definition.limits().timeout();
        try {
            Transport.Response response = send(action.call(), filled, body, left.compareTo(most) < 0 ? left : most);
            return outcomes(action, slot, part, response);
        } catch (IOException e) {
            // It may have arrived before the line broke.
            return all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        }
    }

    private List<Outcome> outcomes(Action action, Slot slot, Delivery part, Transport.Response response) {
        JsonNode body = AnswerParser.json(response.body());
        if (action.call().accept().contains(response.status())
                && action.answer().succeeds(body)) {
            part.report().unusable(action.answer().unusable(body));
            List<Outcome> outcomes = action.answer().parse(body, sent(slot, part), slot);
            return action.then()
                    .map(next -> followed(next, slot, part, outcomes))
                    .orElse(outcomes);
        }
        StatusRules.Meaning meaning = action.refused().contains(response.status())
                ? StatusRules.Meaning.REJECTED
                : definition.statuses().meaning(response, body);
        return switch (meaning) {
            case RETRY ->
                all(part, new Outcome.Retry(Side.DESTINATION.retry(response.status()), account.retryAfter(response)));
            case REFUSED_CREDENTIAL, WRONG_SETTINGS -> throw stop(meaning, response);
            case REJECTED ->
                part.members().size() > 1
                        ? narrowed(action, slot, part, body)
                        : all(part, AnswerParser.rejected(reason(response, body)));
            case UNINTELLIGIBLE -> all(part, new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
        };
    }

    private String reason(Transport.Response response, JsonNode body) {
        String code = definition.statuses().code(body);
        return code.isEmpty() ? "HTTP-" + response.status() : code;
    }

    private static List<String> sent(Slot slot, Delivery part) {
        return part.members().stream()
                .map(member -> slot.apply(member.identifier()))
                .toList();
    }

    /** Whom the refusal of a batch names is refused, and the rest is sent again; if it names nobody, it is halved. */
    private List<Outcome> narrowed(Action action, Slot slot, Delivery part, JsonNode body) {
        Map<Integer, String> named = action.refusal()
                .flatMap(refusal -> refusal.in(body, sent(slot, part), slot))
                .map(Named.Found::codes)
                .orElse(Map.of());
        if (named.isEmpty()) {
            return halves(action, slot, part);
        }
        List<Optional<Outcome>> known = IntStream.range(0, part.members().size())
                .mapToObj(index -> Optional.ofNullable(named.get(index)).<Outcome>map(AnswerParser::rejected))
                .toList();
        return completed(known, part, rest -> send(action.unnamed(), slot, rest));
    }

    /** What becomes of the members once the further request has been made for those whom the first accepted. */
    private List<Outcome> followed(Action next, Slot slot, Delivery part, List<Outcome> first) {
        List<Optional<Outcome>> known = first.stream()
                .map(outcome -> Optional.of(outcome).filter(one -> !isAccepted(one)))
                .toList();
        return completed(known, part, accepted -> sendAll(next, slot, accepted));
    }

    private static boolean isAccepted(Outcome outcome) {
        return outcome instanceof Outcome.Confirmed || outcome instanceof Outcome.Accepted;
    }

    /** Sends the two halves apart: a refused batch is narrowed down to the member that is to blame. */
    private List<Outcome> halves(Action action, Slot slot, Delivery part) {
        List<Member> members = part.members();
        int middle = members.size() / 2;
        List<Outcome> outcomes = new ArrayList<>(send(action, slot, part.of(members.subList(0, middle))));
        outcomes.addAll(send(action, slot, part.of(members.subList(middle, members.size()))));
        return outcomes;
    }

    /** What the request's templates may name: the members, or where a request takes one, that one's own values. */
    private Scope filled(Action action, Delivery part) {
        List<Map<String, JsonNode>> members = part.members().stream()
                .map(member -> HttpConnector.member(
                        definition, part.namespace(), member.identifier(), HttpConnector.fieldValues(member.fields())))
                .toList();
        return Scope.of(scope.values(), members, action.maxItems());
    }

    private Transport.Response send(Call call, Scope filled, byte[] body, Duration timeout) throws IOException {
        return account.send(call.method(), account.url(call.path().renderUrl(filled)), Map.of(), body, timeout);
    }

    private SeraiException stop(StatusRules.Meaning meaning, Transport.Response response) {
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

    private static List<Outcome> all(Delivery part, Outcome outcome) {
        return Collections.nCopies(part.members().size(), outcome);
    }

    @Override
    public void close() {}
}
