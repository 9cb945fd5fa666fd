package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Outcome;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request that the vendor works on after it has answered: how the job is asked after and what its words mean.
 *
 * @param id where the answer names the job
 * @param mixed words that mean that it is over and some were refused
 * @param well what members come to whom nothing is said of
 * @param invalid where it is told how many are of no use, naming none of them
 */
record Job(
        At id,
        Call poll,
        Duration every,
        Duration most,
        At status,
        Set<String> done,
        Set<String> mixed,
        Set<String> failed,
        Outcome well,
        List<At> invalid,
        Optional<Errors> errors) {

    /**
     * Where the refused members of a job are told.
     *
     * @param next where the address of the next page is
     */
    record Errors(Call call, Named named, Optional<At> next) {}

    private static final Shape WORDS = Shape.list(Shape.text());

    private static final ObjectShape ERRORS = Named.shape("a job's errors")
            .required("request", OperationReader.REQUEST, "The request for them; ${job} is the job.")
            .optional("next", Shape.text(), "Where the address of the next page is.")
            .build();

    static final ObjectShape SHAPE = Shape.object("a job")
            .required("id", Shape.text(), "Where the answer names the job, as $.data.id.")
            .required("poll", OperationReader.REQUEST, "The request that asks after it; ${job} is the job.")
            .optional("every", Shape.duration(), "How long to wait between two questions; 10s unless said.")
            .optional("most", Shape.duration(), "After which time its members are sent again; 2h unless said.")
            .required("status", Shape.text(), "Where the answer says how it stands.")
            .required("done", WORDS, "Words that mean that it is over.")
            .optional("mixed", WORDS, "Words that mean that it is over, and that some members were refused.")
            .optional("failed", WORDS, "Words that mean that nothing of it was done.")
            .optional(
                    "invalid",
                    Shape.either(Shape.text(), Shape.list(Shape.text())),
                    "Where the answer counts those that cannot be used, naming none; members are then accepted.")
            .optional("errors", ERRORS, "Where it is told who was refused; without it a mixed job is halved.")
            .build();

    /** Whether its end says that members are in, and not only that they were taken. */
    boolean confirms() {
        return well instanceof Outcome.Confirmed;
    }

    /** How many members the vendor says are of no use, naming none of them. */
    long unusable(JsonNode answer) {
        return invalid.stream()
                .mapToLong(at -> Math.max(0, at.in(answer).asLong(0)))
                .sum();
    }

    /** @param open names that templates know everywhere */
    static Job compile(Node node, Set<String> open) {
        Set<String> known = new LinkedHashSet<>(open);
        known.add("job");
        List<At> invalid = node.get("invalid")
                .map(places -> places.oneOrMany().stream().map(At::compile).toList())
                .orElse(List.of());
        return new Job(
                At.compile(node.require("id")),
                call(node.require("poll"), known),
                node.duration("every", Duration.ofSeconds(10)),
                node.duration("most", Duration.ofHours(2)),
                At.compile(node.require("status")),
                words(node, "done"),
                words(node, "mixed"),
                words(node, "failed"),
                invalid.isEmpty() ? new Outcome.Confirmed() : new Outcome.Accepted(),
                invalid,
                node.get("errors").map(errors -> errors(errors, known)));
    }

    private static Errors errors(Node node, Set<String> known) {
        return new Errors(
                call(node.require("request"), known),
                Named.compile(node),
                node.get("next").map(At::compile));
    }

    private static Call call(Node request, Set<String> known) {
        return new Call(
                request.require("method").text(),
                Text.compile(request.require("path"), known),
                Quote.NONE,
                Set.of(200),
                Optional.empty());
    }

    private static Set<String> words(Node node, String key) {
        return Set.copyOf(node.get(key)
                .map(list -> list.items().stream().map(Node::text).toList())
                .orElse(List.of()));
    }
}
