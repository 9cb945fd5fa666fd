package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** What a request sends: JSON, or a file of lines with one for each member. Immutable. */
final class Body {
    static final ObjectShape LINES = Shape.object("a file of lines")
            .required(
                    "each",
                    Shape.either(Shape.text(), Shape.list(Shape.text())),
                    "A member's line; of several the first of whose names every one has a value.")
            .optional("compress", Shape.oneOf(List.of("gzip")), "How the file is compressed; not at all unless said.")
            .build();

    private final Template template;
    private final boolean lines;
    private final boolean gzip;
    private final boolean needsContent;

    private Body(Template template, boolean lines, boolean gzip, boolean needsContent) {
        this.template = template;
        this.lines = lines;
        this.gzip = gzip;
        this.needsContent = needsContent;
    }

    /**
     * The body of a request; empty if it has none.
     *
     * @param link has {@code body}, {@code lines} or neither
     * @param known names that are known everywhere
     * @param member names that are known for a member
     */
    static Optional<Body> compile(Node link, Set<String> known, Set<String> member) {
        Optional<Node> file = link.get("lines");
        if (file.isEmpty()) {
            boolean needsContent = link.bool("skip_when_empty", false);
            return link.get("body")
                    .map(body -> new Body(Template.compile(body, known, member), false, false, needsContent));
        }
        link.get("body").ifPresent(body -> body.problem("'body' and 'lines' are both given.", "Keep one of them."));
        List<Text> each = file.get().require("each").oneOrMany().stream()
                .map(line -> Text.compile(line, member))
                .toList();
        return Optional.of(
                new Body(lines(each), true, file.get().text("compress").isPresent(), false));
    }

    private static Template lines(List<Text> each) {
        return scope ->
                Template.JSON.textNode(scope.members().stream()
                        .map(scope::member)
                        .flatMap(one -> each.stream()
                                .filter(line -> line.isComplete(one))
                                .findFirst()
                                .map(line -> line.renderLine(one))
                                .stream())
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    /** The JSON, or the lines as one text. */
    JsonNode render(Scope scope) {
        return template.render(scope);
    }

    /** Whether there is nothing to say, so that no request is to be made. */
    boolean isNothing(JsonNode rendered) {
        return needsContent && rendered.isObject() && rendered.isEmpty();
    }

    /** What goes over the line. */
    byte[] bytes(JsonNode rendered) {
        byte[] plain = (lines ? rendered.asText() : rendered.toString()).getBytes(StandardCharsets.UTF_8);
        if (!gzip) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return packed.toByteArray();
    }
}
