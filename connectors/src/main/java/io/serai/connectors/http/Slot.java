package io.serai.connectors.http;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an identifier comes from and how it is written. Immutable.
 *
 * @param namespace the namespace of the sync's identifier; any if both this and {@code field} are empty
 * @param field the field of the sync it is taken from instead
 */
record Slot(Optional<String> namespace, Optional<String> field, IdentifierProfile.Rule rule, Input input) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /** What the hub holds. It is declared, never guessed: a guess would digest twice, or not at all. */
    enum Input {
        /** The value itself. */
        RAW,
        /** Its SHA-256 in hexadecimal, made as the vendor wants it. */
        SHA256HEX
    }

    /** What became of a value. */
    sealed interface Written {
        /** As the vendor gets it. */
        record Value(String text) implements Written {}

        /** Nothing is left of it: there is nothing to send, and the digest of nothing would name everybody. */
        record Nothing() implements Written {}

        /** It is not what the slot's {@code input} says; the reason does not quote it. */
        record Wrong(String reason) implements Written {}
    }

    static final ObjectShape SHAPE = Shape.object("an identifier")
            .optional("from", Shape.name(), "The namespace it comes from; that of the sync unless said.")
            .optional("field", Shape.text(), "The field of the sync it comes from instead; 'fields' then lacks it.")
            .required("profile", Shape.oneOf(IdentifierProfile.WORDS), "How it is written.")
            .optional("kind", Shape.oneOf(IdentifierKind.WORDS), "What it is, where the profile tells kinds apart.")
            .optional("input", Shape.oneOf(Input.class), "What the hub holds; raw unless said.")
            .build();

    static Slot compile(Node node) {
        IdentifierProfile profile = IdentifierProfile.of(node.require("profile").text());
        IdentifierKind kind = node.text("kind").map(IdentifierKind::of).orElse(IdentifierKind.ANY);
        Input input = node.text("input")
                .map(word -> Input.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Input.RAW);
        if (node.get("from").isPresent() && node.get("field").isPresent()) {
            node.problem("'from' and 'field' are both given.", "Keep the one that it comes from.");
        }
        Optional<IdentifierProfile.Rule> rule = profile.rule(kind);
        if (rule.isEmpty()) {
            node.problem(
                    "the profile '" + profile.word() + "' does not say how the kind '" + kind.word() + "' is written.",
                    "Write 'kind:' with one of " + String.join(", ", profile.kinds()) + ".");
        }
        if (input == Input.SHA256HEX
                && !rule.flatMap(IdentifierProfile.Rule::digest)
                        .filter(Digest::isSha256)
                        .isPresent()) {
            node.problem(
                    "the profile '" + profile.word() + "' writes no SHA-256, so none can be its input.",
                    "Remove 'input', or take a profile that digests.");
        }
        return new Slot(
                node.text("from"),
                node.text("field"),
                rule.orElse(new IdentifierProfile.Rule(kind, text -> text, Optional.empty())),
                input);
    }

    /** The slots under one name: it may come from one of several places. */
    static List<Slot> compileAll(Node node) {
        return node.oneOrMany().stream().map(Slot::compile).toList();
    }

    boolean takes(String asked) {
        return field.isEmpty() && namespace.map(asked::equals).orElse(true);
    }

    /** The value as the vendor has it; empty text for one that cannot be sent. */
    String apply(String value) {
        return write(value) instanceof Written.Value written ? written.text() : "";
    }

    /** An identifier out of an answer as it was sent: a vendor may have written it in its own way, but never digests it. */
    String recognise(String told) {
        return rule.digest().isPresent() ? told : rule.normalise().apply(told);
    }

    Written write(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return new Written.Nothing();
        }
        boolean digested = SHA256.matcher(text).matches();
        if (input == Input.SHA256HEX) {
            return digested
                    ? new Written.Value(rule.digest().orElseThrow().rewritten(text.toLowerCase(Locale.ROOT)))
                    : new Written.Wrong("is no SHA-256 in hexadecimal, which 'input: sha256hex' declares");
        }
        if (digested && rule.digest().isPresent()) {
            return new Written.Wrong(
                    "is a SHA-256 already, and would be digested twice; 'input: sha256hex' declares it");
        }
        String normal = rule.normalise().apply(text);
        if (normal.isEmpty()) {
            return new Written.Nothing();
        }
        return new Written.Value(rule.digest().map(digest -> digest.of(normal)).orElse(normal));
    }
}
