package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Outcome;
import io.serai.connector.Transport;
import io.serai.connectors.Side;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that is made right before each request of a batch and is about none of its members: its answer says what the
 * other needs, such as where a file is to be put. Immutable.
 *
 * @param values by name: where in the answer what the address and the headers of the other may name is
 */
record Before(Call call, Optional<Body> body, AnswerParser answer, Map<String, At> values) {
    static final ObjectShape SHAPE = Shape.object("a request before each batch")
            .required("request", OperationReader.REQUEST, "The request.")
            .optional("body", Shape.any(), "Its body: YAML with ${name}.")
            .required("accept", Shape.list(Shape.text()), "The statuses that mean yes.")
            .optional("answer", AnswerParser.SHAPE, "With 'success': what the answer must say besides.")
            .required(
                    "values",
                    Shape.mapOf(Shape.name(), Shape.text()),
                    "By name: where in the answer a value is, for the address and the headers of the request after it.")
            .build();

    /** @param open names that templates know everywhere */
    static Before compile(Node node, Set<String> open) {
        Map<String, At> values = new LinkedHashMap<>();
        node.require("values").entries().forEach((name, at) -> {
            if (open.contains(name)) {
                at.problem("'" + name + "' has a meaning already.", "Choose another name.");
            }
            values.put(name, At.compile(at));
        });
        return new Before(
                OperationReader.call(node, open),
                Body.compile(node, open, Set.of()),
                AnswerParser.compile(node.get("answer")),
                values);
    }

    /** What the other request may name from now on, or what all its members come to because there is no such thing. */
    record Ready(Scope scope, Optional<Outcome> instead) {}

    /**
     * Asks.
     *
     * @param filled what both requests may name
     * @throws io.serai.error.SeraiException if the answer concerns the settings or the credential
     * @throws IOException if no answer came
     */
    Ready ask(Account account, StatusRules statuses, Scope filled, Duration timeout) throws IOException {
        byte[] sent = body.map(one -> one.bytes(one.render(filled))).orElse(new byte[0]);
        Transport.Response response = account.ask(call, filled, sent, timeout);
        JsonNode told = AnswerParser.json(response.body());
        if (call.accept().contains(response.status()) && answer.succeeds(told)) {
            return ready(filled, told);
        }
        StatusRules.Meaning meaning = statuses.meaning(response, told);
        if (meaning != StatusRules.Meaning.RETRY && meaning != StatusRules.Meaning.UNINTELLIGIBLE) {
            throw Chain.stop(account.context(), meaning, response);
        }
        return new Ready(
                filled,
                Optional.of(
                        meaning == StatusRules.Meaning.RETRY
                                ? new Outcome.Retry(
                                        Side.DESTINATION.retry(response.status()), account.retryAfter(response))
                                : new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE)));
    }

    private Ready ready(Scope filled, JsonNode told) {
        Map<String, JsonNode> both = new HashMap<>(filled.values());
        boolean whole = true;
        for (Map.Entry<String, At> value : values.entrySet()) {
            whole &= !value.getValue().text(told).isEmpty();
            both.put(value.getKey(), value.getValue().in(told));
        }
        return whole
                ? new Ready(new Scope(both, filled.members()), Optional.empty())
                : new Ready(filled, Optional.of(new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE)));
    }
}
