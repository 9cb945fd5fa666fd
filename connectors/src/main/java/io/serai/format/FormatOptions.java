package io.serai.format;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user declares about a source's files.
 *
 * @param format empty to go by the file's name
 * @param delimiter of CSV; empty to find it in the first line
 * @param encoding what files without a byte-order mark are in
 * @param path for JSON: the names that lead to the array of records; empty for the root. For XML: those that lead to a
 *     record; empty for the children of the root
 * @param header for CSV: the columns' names when the file has no line of them
 */
public record FormatOptions(
        Optional<Format> format,
        Optional<Character> delimiter,
        Charset encoding,
        List<String> path,
        List<String> header) {
    /** Nothing declared. */
    public static final FormatOptions DEFAULT =
            new FormatOptions(Optional.empty(), Optional.empty(), StandardCharsets.UTF_8, List.of(), List.of());

    private static final Map<String, Charset> ENCODINGS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16LE,
            "utf-16le", StandardCharsets.UTF_16LE,
            "utf-16be", StandardCharsets.UTF_16BE,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252"));

    /** The shape of the options in a stream's definition. */
    public static final ObjectShape SHAPE = Shape.object("a file format")
            .optional(
                    "format",
                    Shape.oneOf(Format.class),
                    "What the file holds; told by its name unless said (snowplow and adobe must be said).")
            .optional("delimiter", Shape.text(), "CSV: one character, or 'tab'; found in the first line unless said.")
            .optional(
                    "encoding",
                    Shape.oneOf(ENCODINGS.keySet().stream().sorted().toList()),
                    "utf-8 unless said; a byte-order mark in the file wins.")
            .optional(
                    "path",
                    Shape.text(),
                    "JSON: where the array of records is, such as data.records. XML: the elements that are records, the"
                            + " root's name first, such as feed.customer; the root's children unless said.")
            .optional("header", Shape.list(Shape.text()), "CSV: the columns' names, for files without a header line.")
            .build();

    public FormatOptions {
        path = List.copyOf(path);
        header = List.copyOf(header);
    }

    /** What a stream that has been checked declares under {@code format}; empty if it declares nothing. */
    public static Optional<FormatOptions> of(Node stream) {
        return stream.get("format").flatMap(node -> read(node, new Problems()));
    }

    /** Empty if the node has problems; they have then been recorded. */
    public static Optional<FormatOptions> read(Node node, Problems problems) {
        if (!SHAPE.accepts(node)) {
            return Optional.empty();
        }
        int before = problems.count();
        FormatOptions options = new FormatOptions(
                node.text("format").map(Format::of),
                node.get("delimiter").flatMap(FormatOptions::delimiter),
                node.text("encoding").map(FormatOptions::encoding).orElse(StandardCharsets.UTF_8),
                node.text("path").map(path -> List.of(path.split("\\.", -1))).orElse(List.of()),
                node.get("header")
                        .map(list -> list.items().stream().map(Node::text).toList())
                        .orElse(List.of()));
        return problems.count() == before ? Optional.of(options) : Optional.empty();
    }

    private static Charset encoding(String word) {
        return ENCODINGS.getOrDefault(word, StandardCharsets.UTF_8);
    }

    private static Optional<Character> delimiter(Node node) {
        String text = node.text().equals("tab") ? "\t" : node.text();
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            node.problem("the delimiter must be one character, and no quote.", "Use ',', ';', '|' or tab.");
            return Optional.empty();
        }
        return Optional.of(text.charAt(0));
    }

    public FormatOptions as(Format declared) {
        return new FormatOptions(Optional.of(declared), delimiter, encoding, path, header);
    }
}
