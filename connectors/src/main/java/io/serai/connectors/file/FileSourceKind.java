package io.serai.connectors.file;

import io.serai.config.SourceKind;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.FormatOptions;

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
        return Shape.object("a stream of files")
                .required("mapping", Shape.name(), "The mapping its records go through.")
                .required("files", Shape.text(), "The files' names, with * and ?, such as orders*.jsonl.gz.")
                .optional("format", FormatOptions.SHAPE, "What is in them; by the file's name unless said.")
                .optional("schedule", Shape.text(), "When to look: a Quartz cron text; all the time unless said.")
                .build();
    }

    @Override
    public void check(Node stream, Problems problems) {
        stream.get("format").ifPresent(format -> FormatOptions.read(format, problems));
        Node files = stream.require("files");
        if (files.text().contains("/") || files.text().contains("\\")) {
            files.problem("the files' names lead into another folder.", "Name a folder of its own in 'dir'.");
        }
        stream.get("schedule").ifPresent(schedule -> {
            int parts = schedule.text().trim().split("\\s+").length;
            if (parts < 6 || parts > 7) {
                schedule.problem(
                        "a schedule has 6 or 7 parts, this one " + parts + ".",
                        "Write seconds, minutes, hours, day of month, month, day of week, as in '0 0/10 * * * ?'.");
            }
        });
    }
}
