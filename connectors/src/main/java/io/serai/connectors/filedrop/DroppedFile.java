package io.serai.connectors.filedrop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.export.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file being written as a draft; it is put in its place only when it is complete and holds as many rows as were
 * written. Not thread-safe.
 */
final class DroppedFile implements AutoCloseable {
    private final Place place;
    private final FileForm form;
    private final String name;
    private final Path draft;
    private final TableWriter rows;
    private long written;

    private DroppedFile(Place place, FileForm form, String name, Path draft, TableWriter rows) {
        this.place = place;
        this.form = form;
        this.name = name;
        this.draft = draft;
        this.rows = rows;
    }

    /** @param name without its ending */
    static DroppedFile begin(Place place, String name, FileForm form, List<String> columns) throws IOException {
        String file = name + form.ending();
        Path draft = place.draft(file);
        return new DroppedFile(place, form, file, draft, form.open(draft, columns));
    }

    /** What is absent is an empty text, in every format. */
    void write(List<Optional<Object>> values) throws IOException {
        rows.write(values.stream().map(value -> Optional.of(value.orElse(""))).toList());
        written++;
    }

    /** Checks the row count and puts the file in its place. */
    void commit() throws IOException {
        rows.close();
        verify(draft, form, written);
        place.put(draft, name, written);
    }

    /** As {@link #commit}, with {@code NAME.manifest.json} beside it where the place takes one, put after the file. */
    void commitWithManifest() throws IOException {
        if (!place.takesManifests()) {
            commit();
            return;
        }
        rows.close();
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("file", name).put("rows", written).put("bytes", Files.size(draft));
        commit();
        String beside = name + ".manifest.json";
        Path part = place.draft(beside);
        Files.writeString(part, manifest.toString());
        try {
            place.put(part, beside, 0);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void verify(Path file, FileForm form, long expected) throws IOException {
        long found = form.count(file);
        if (found != expected) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_FAILED,
                    "A dropped file holds " + found + " rows where " + expected + " were written; it was given up.");
        }
    }

    /** Deletes the draft if it is still there. */
    @Override
    public void close() throws IOException {
        rows.close();
        Files.deleteIfExists(draft);
    }
}
