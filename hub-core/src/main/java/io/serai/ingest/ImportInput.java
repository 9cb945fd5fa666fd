package io.serai.ingest;

import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RecordStream;
import io.serai.source.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something to import from start to end, such as a file, or what is new in a source.
 *
 * @param detail what a person knows it by, such as the file's name
 * @param fingerprint tells the same input again: a file's content, or the stream itself where it is read by a cursor
 * @param observedAt when its records were true if they do not say so themselves, such as the file's time
 * @param keepRaw for how long its records are kept as they came, if at all
 * @param absence what a record means that it does not name, if it is meant to name all there are
 * @param open opens it where an earlier read ended
 */
public record ImportInput(
        StreamName stream,
        Mapping mapping,
        String detail,
        String fingerprint,
        Instant observedAt,
        Optional<Duration> keepRaw,
        Optional<Absence> absence,
        Function<Start, RecordStream> open) {

    /**
     * Where to begin.
     *
     * @param position records of this input that are stored already
     * @param cursor what the stream's last stored read said to go on from
     */
    public record Start(long position, Optional<String> cursor) {}

    /** An input that yields the same records in the same order every time; {@code open} opens it at the first. */
    public static ImportInput fixed(
            StreamName stream,
            Mapping mapping,
            String detail,
            String fingerprint,
            Instant observedAt,
            Supplier<RecordStream> open) {
        return new ImportInput(
                stream, mapping, detail, fingerprint, observedAt, Optional.empty(), Optional.empty(), start -> {
                    RecordStream records = open.get();
                    records.skip(start.position());
                    return records;
                });
    }

    /** The same input, whose records are kept as they came for a time, if one is given. */
    public ImportInput keeping(Optional<Duration> time) {
        return new ImportInput(stream, mapping, detail, fingerprint, observedAt, time, absence, open);
    }

    /** The same input, which names all records there are if {@code absence} is given. */
    public ImportInput whole(Optional<Absence> meaning) {
        return new ImportInput(stream, mapping, detail, fingerprint, observedAt, keepRaw, meaning, open);
    }

    /** What its checkpoint is kept under. */
    public String name() {
        return name(stream, fingerprint);
    }

    static String name(StreamName stream, String fingerprint) {
        return "import:" + stream + ":" + fingerprint;
    }

    /** The same input, opened already. */
    ImportInput opened(RecordStream records) {
        return new ImportInput(stream, mapping, detail, fingerprint, observedAt, keepRaw, absence, start -> records);
    }

    /** What a stream has to say since it was last read; {@code open} is handed the cursor. */
    public static ImportInput since(
            StreamName stream, Mapping mapping, Instant observedAt, Function<Optional<String>, RecordStream> open) {
        return new ImportInput(
                stream,
                mapping,
                "",
                "pull",
                observedAt,
                Optional.empty(),
                Optional.empty(),
                start -> open.apply(start.cursor()));
    }
}
