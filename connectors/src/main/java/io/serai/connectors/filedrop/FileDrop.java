package io.serai.connectors.filedrop;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * What the connectors that drop files have in common. Mode snapshot writes the whole segment into one file with a manifest
 * beside it; the other modes write one file of changes a batch, with the operation in its first column.
 */
public final class FileDrop {
    /** What all of them can do. */
    public static final Features FEATURES = Features.of(
            EnumSet.of(Operation.REMOVE, Operation.ADD),
            true,
            Features.Answers.ACCEPTED_ONLY,
            FileDropDestination.MAX_MEMBERS);

    private static final List<String> FORMATS = Arrays.stream(FileFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final String NAME_FORM = "([A-Za-z0-9._-]|\\{(sync|time|id)})+";

    private FileDrop() {}

    /** Adds the options that say what the files are. */
    public static ObjectShape options(ObjectShape.Builder place) {
        return place.optional("format", Shape.oneOf(FORMATS), "The format; csv unless said.")
                .optional("gzip", Shape.bool(), "Whether files are compressed; false unless said.")
                .optional(
                        "file_name",
                        Shape.text(),
                        "The file's name without its ending, from {sync}, {time} and {id} (the same if a batch is"
                                + " written again); {sync}-{time}-{id} unless said.")
                .build();
    }

    /**
     * A destination that drops files into a place, which it closes with itself.
     *
     * @throws SeraiException CONFIG_INVALID
     */
    public static Destination open(Settings options, Place place, ConnectorContext context) {
        String name = options.text("file_name").orElse("{sync}-{time}-{id}");
        if (!name.matches(NAME_FORM) || name.startsWith(".")) {
            throw Side.DESTINATION.invalid(
                    context, "file_name", "Use letters, digits, '.', '_', '-', {sync}, {time} and {id}.");
        }
        FileFormat format =
                FileFormat.valueOf(options.text("format").orElse("csv").toUpperCase(Locale.ROOT));
        boolean gzip = options.text("gzip").map(Boolean::parseBoolean).orElse(false);
        return new FileDropDestination(place, new FileForm(format, gzip), name, context);
    }
}
