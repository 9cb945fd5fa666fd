package io.serai.connectors.filedrop;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.SeraiException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the connectors that drop files have in common. Mode snapshot writes the whole segment into one file with a manifest
 * beside it; the other modes write one file of changes a batch, with the operation in its first column.
 */
public abstract class DropConnector implements Connector {
    private static final List<String> FORMATS = Arrays.stream(FileFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final String NAME_FORM = "([A-Za-z0-9._-]|\\{(sync|time|id)})+";

    /** The options that say where files go. */
    protected abstract ObjectShape.Builder place();

    /**
     * Where files go; the destination closes it with itself.
     *
     * @throws SeraiException CONFIG_INVALID
     */
    protected abstract Place place(Settings options, Settings audience, ConnectorContext context);

    @Override
    public final ObjectShape options() {
        return place().optional("format", Shape.oneOf(FORMATS), "The format; csv unless said.")
                .optional("gzip", Shape.bool(), "Whether files are compressed; false unless said.")
                .optional(
                        "file_name",
                        Shape.text(),
                        "The file's name without its ending, from {sync}, {time} and {id} (the same if a batch is"
                                + " written again); {sync}-{time}-{id} unless said.")
                .build();
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience").build();
    }

    @Override
    public final Optional<Features> features() {
        return Optional.of(Features.of(
                EnumSet.of(Operation.REMOVE, Operation.ADD),
                true,
                Features.Answers.ACCEPTED_ONLY,
                FileDropDestination.MAX_MEMBERS));
    }

    @Override
    public final Destination open(Settings options, Settings audience, ConnectorContext context) {
        String fileName = options.text("file_name").orElse("{sync}-{time}-{id}");
        if (!fileName.matches(NAME_FORM) || fileName.startsWith(".")) {
            throw Side.DESTINATION.invalid(
                    context, "file_name", "Use letters, digits, '.', '_', '-', {sync}, {time} and {id}.");
        }
        FileFormat format =
                FileFormat.valueOf(options.text("format").orElse("csv").toUpperCase(Locale.ROOT));
        boolean gzip = options.text("gzip").map(Boolean::parseBoolean).orElse(false);
        return new FileDropDestination(
                place(options, audience, context), new FileForm(format, gzip), fileName, context);
    }
}
