package io.serai.connectors.filedrop;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Settings;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes files into a folder. Mode snapshot writes the whole segment into one file with a manifest beside it; the other
 * modes write one file of changes a batch, with the operation in its first column.
 */
public final class FileDropConnector implements Connector {
    private static final List<String> FORMATS = Arrays.stream(FileFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final String NAME_FORM = "([A-Za-z0-9._-]|\\{(sync|time|id)})+";

    @Override
    public String name() {
        return "file-drop";
    }

    @Override
    public ObjectShape options() {
        return Shape.object("options")
                .required("dir", Shape.text(), "The folder; it is made if it is not there.")
                .optional("format", Shape.oneOf(FORMATS), "The format; csv unless said.")
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
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        String name = options.text("file_name").orElse("{sync}-{time}-{id}");
        if (!name.matches(NAME_FORM) || name.startsWith(".")) {
            throw invalid(context, "file_name", "Use letters, digits, '.', '_', '-', {sync}, {time} and {id}.");
        }
        FileFormat format =
                FileFormat.valueOf(options.text("format").orElse("csv").toUpperCase(Locale.ROOT));
        try {
            Path folder = Path.of(options.require("dir")).toAbsolutePath();
            return new FileDropDestination(folder, format, name, context);
        } catch (InvalidPathException e) {
            throw invalid(context, "dir", "Write the path of a folder.");
        }
    }

    private static SeraiException invalid(ConnectorContext context, String option, String cure) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                "The option " + option + " of destination '" + context.name() + "' cannot be used. " + cure);
    }
}
