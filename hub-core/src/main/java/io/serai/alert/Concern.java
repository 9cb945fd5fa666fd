package io.serai.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that needs somebody.
 *
 * @param kind of what it concerns, such as sync
 * @param name of what it concerns
 * @param since when it came up, or when it was first seen
 * @param message what is wrong, without anybody's data
 * @param cure what to do
 * @param link the path of the API that says more
 */
public record Concern(
        Trouble trouble,
        String kind,
        String name,
        ErrorCode code,
        Instant since,
        String message,
        String cure,
        String link) {
    /** The most harmful first, and of those the oldest. */
    public static final Comparator<Concern> BY_HARM = Comparator.comparing(Concern::trouble)
            .thenComparing(Concern::since)
            .thenComparing(Concern::kind)
            .thenComparing(Concern::name);

    /** What makes it the same one as before: two of a thing differ by their trouble. */
    public record Key(Trouble trouble, String kind, String name) {}

    public Key key() {
        return new Key(trouble, kind, name);
    }

    /** Tells it as the API and webhooks do. */
    public void tell(ObjectNode json) {
        json.put("harm", trouble.harm().word())
                .put("trouble", trouble.word())
                .put("kind", kind)
                .put("name", name)
                .put("code", code.name())
                .put("since", since.toString())
                .put("message", message)
                .put("cure", cure)
                .put("link", link);
    }

    /** The same, known since another time. */
    public Concern knownSince(Instant earlier) {
        return new Concern(trouble, kind, name, code, earlier, message, cure, link);
    }
}
