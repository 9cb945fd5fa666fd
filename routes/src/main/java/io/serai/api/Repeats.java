package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.access.Caller;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Requests that bear an {@code Idempotency-Key} are done once, however often they come. Thread-safe. */
final class Repeats {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_KEY = 255;

    private final Answers answers;

    Repeats(Answers answers) {
        this.answers = answers;
    }

    /** @throws SeraiException as {@link Answers#once} does, and USAGE if the key is too long */
    Reply once(Request request, Supplier<Reply> work) {
        String key = request.header("idempotency-key").orElse("");
        // A key is its caller's own: who shows no credential has none.
        if (key.isEmpty()
                || !request.method().equals("POST")
                || request.caller().equals(Caller.NOBODY)) {
            return work.get();
        }
        if (key.length() > MAX_KEY) {
            throw Request.usage("An idempotency key has at most " + MAX_KEY + " characters.");
        }
        String name = request.caller().name() + "\0" + key;
        return read(answers.once(name, said(request), () -> write(work.get())));
    }

    /** All that makes an answer what it is: one that revealed is none for who does not ask for that. */
    private static byte[] said(Request request) {
        String head = String.join(
                "\0",
                request.path(),
                new TreeMap<>(request.query()).toString(),
                request.header("x-serai-reveal").orElse(""),
                "");
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + request.body().length);
        System.arraycopy(request.body(), 0, all, bytes.length, request.body().length);
        return all;
    }

    private static byte[] write(Reply reply) {
        if (!(reply.body() instanceof Reply.Whole body)) {
            throw Request.usage("An export is not kept to be answered again. Leave 'Idempotency-Key' out.");
        }
        return Reply.object()
                .put("status", reply.status())
                .put("body", new String(body.bytes(), StandardCharsets.UTF_8))
                .put("type", reply.contentType())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Reply read(byte[] written) {
        try {
            JsonNode reply = JSON.readTree(written);
            byte[] body = reply.path("body").asText().getBytes(StandardCharsets.UTF_8);
            return Reply.whole(reply.path("status").asInt(), reply.path("type").asText(), body);
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a kept answer cannot be read", e);
        }
    }
}
