package io.serai.connectors.filedrop;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Drops files into a folder of this machine. */
public final class FileDropConnector implements Connector {
    @Override
    public String name() {
        return "file-drop";
    }

    @Override
    public ObjectShape options() {
        return FileDrop.options(
                Shape.object("options").required("dir", Shape.text(), "The folder; it is made if it is not there."));
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience").build();
    }

    @Override
    public Optional<Features> features() {
        return Optional.of(FileDrop.FEATURES);
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        try {
            Path dir = Path.of(options.require("dir")).toAbsolutePath();
            return FileDrop.open(options, new Folder(dir, context.name()), context);
        } catch (InvalidPathException e) {
            throw Side.DESTINATION.invalid(context, "dir", "Write the path of a folder.");
        }
    }
}
