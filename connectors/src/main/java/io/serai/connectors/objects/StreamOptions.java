package io.serai.connectors.objects;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.FormatOptions;
import io.serai.source.SourceKind;
import java.util.List;
import java.util.Optional;

/**
 * One stream of objects as a user writes it.
 *
 * @param files the names wanted
 * @param after what becomes of an object that was imported
 * @param marker the objects that say others are complete
 * @param manifest the objects that list complete others with their digests
 */
record StreamOptions(
        NamePattern files,
        FormatOptions format,
        After after,
        Optional<NamePattern> marker,
        Optional<NamePattern> manifest) {

    /** What becomes of an object that was imported; one that could not be stays. */
    sealed interface After {
        record Keep() implements After {}

        record Delete() implements After {}

        /** @param prefix put before the name */
        record Move(String prefix) implements After {}
    }

    private static final ObjectShape MOVE = Shape.object("where imported objects go")
            .required("move", Shape.text(), "What to put before the name, such as done/.")
            .build();
    private static final ObjectShape READY = Shape.object("how objects say that they are complete")
            .optional(
                    "marker", Shape.text(), "An object per complete object, such as *.fin; its * is the name's start.")
            .optional("manifest", Shape.text(), "A manifest that lists objects with their MD5, such as *.txt.")
            .build();

    static final ObjectShape SHAPE = SourceKind.streamOf("a stream of objects")
            .required(
                    "files",
                    Shape.text(),
                    "The objects' names below the prefix or folder: * is anything in one folder, ** in any, ? one"
                            + " character.")
            .optional("format", FormatOptions.SHAPE, "What is in them; by their names unless said.")
            .optional(
                    "after",
                    Shape.either(Shape.oneOf(List.of("keep", "delete")), MOVE),
                    "What becomes of imported ones: keep (unless said), delete, or { move: PREFIX }.")
            .optional("ready", READY, "Which objects are complete, if the place itself does not say.")
            .build();

    /** Of a node that {@link #SHAPE} has accepted; problems are recorded. */
    static StreamOptions read(Node stream, Problems problems) {
        Node files = stream.require("files");
        refuseEscape(files);
        Optional<Node> ready = stream.get("ready");
        ready.filter(node ->
                        node.get("marker").isPresent() == node.get("manifest").isPresent())
                .ifPresent(node -> node.problem("say 'marker' or 'manifest'.", "Write one of the two."));
        return new StreamOptions(
                new NamePattern(files.text()),
                stream.get("format")
                        .flatMap(node -> FormatOptions.read(node, problems))
                        .orElse(FormatOptions.DEFAULT),
                stream.get("after").map(StreamOptions::after).orElse(new After.Keep()),
                ready.flatMap(node -> node.text("marker")).map(NamePattern::new),
                ready.flatMap(node -> node.text("manifest")).map(NamePattern::new));
    }

    private static After after(Node node) {
        if (node.isScalar()) {
            return node.text().equals("delete") ? new After.Delete() : new After.Keep();
        }
        Node prefix = node.require("move");
        refuseEscape(prefix);
        if (prefix.text().isEmpty()) {
            prefix.problem("the name would stay the same.", "Write a prefix such as 'done/'.");
        }
        return new After.Move(prefix.text());
    }

    private static void refuseEscape(Node name) {
        if (name.text().startsWith("/") || List.of(name.text().split("/")).contains("..")) {
            name.problem("the name leads out of the prefix or folder.", "Write it relative to it, without '..'.");
        }
    }

    boolean isWanted(String name) {
        return files.matches(name) && !(after instanceof After.Move move && name.startsWith(move.prefix()));
    }
}
