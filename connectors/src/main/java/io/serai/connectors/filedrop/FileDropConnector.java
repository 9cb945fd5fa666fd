package io.serai.connectors.filedrop;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Drops files into a folder of this machine. */
public final class FileDropConnector extends DropConnector {
    @Override
    public String name() {
        return "file-drop";
    }

    @Override
    protected ObjectShape.Builder place() {
        return Shape.object("options").required("dir", Shape.text(), "The folder; it is made if it is not there.");
    }

    @Override
    protected Place place(Settings options, Settings audience, ConnectorContext context) {
        try {
            Path dir = Path.of(options.require("dir")).toAbsolutePath();
            return new Folder(dir, context.name());
        } catch (InvalidPathException e) {
            throw Side.DESTINATION.invalid(context, "dir", "Write the path of a folder.");
        }
    }
}
