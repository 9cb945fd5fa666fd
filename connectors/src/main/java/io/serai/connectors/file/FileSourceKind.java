package io.serai.connectors.file;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.FormatOptions;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.nio.file.Path;

/** The source kind {@code file}: files dropped into a folder. */
public final class FileSourceKind implements SourceKind {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public ObjectShape options() {
        return Shape.object("options")
                .required("dir", Shape.text(), "The folder watched; made if it is not there.")
                .optional("done", Shape.text(), "Where imported files go; .done in the folder unless said.")
                .optional("failed", Shape.text(), "Where files go that cannot be imported; .failed unless said.")
                .optional("settle", Shape.duration(), "How long a file must lie unchanged to be whole; 2s unless said.")
                .build();
    }

    @Override
    public ObjectShape stream() {
        return SourceKind.streamOf("a stream of files")
                .required("files", Shape.text(), "The files' names, with * and ?, such as orders*.jsonl.gz.")
                .optional("format", FormatOptions.SHAPE, "What is in them; by the file's name unless said.")
                .build();
    }

    /** Every file is a whole state of the stream then. */
    @Override
    public boolean readsEverything(Node stream) {
        return true;
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        return new FolderSource(Path.of(options.require("dir")), context.name());
    }

    @Override
    public void check(Node stream, Problems problems) {
        stream.get("format").ifPresent(format -> FormatOptions.read(format, problems));
        Node files = stream.require("files");
        if (files.text().contains("/") || files.text().contains("\\")) {
            files.problem("the files' names lead into another folder.", "Name a folder of its own in 'dir'.");
        }
    }
}
