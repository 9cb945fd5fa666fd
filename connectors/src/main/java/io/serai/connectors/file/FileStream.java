package io.serai.connectors.file;

import io.serai.config.SourceDefinition;
import io.serai.document.Durations;
import io.serai.format.FormatOptions;
import io.serai.source.Absence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One stream of a file source, ready to be watched.
 *
 * @param files a pattern of names, with {@code *} and {@code ?}
 * @param settle how long a file must lie unchanged before it is taken to be whole
 * @param schedule a cron text; empty to look all the time
 * @param keepRaw for how long records are kept as they came, if at all
 * @param absence what a record means that a file does not name, if a file is meant to name all
 */
public record FileStream(
        Path dir,
        Path done,
        Path failed,
        Duration settle,
        String files,
        FormatOptions format,
        Optional<String> schedule,
        Optional<Duration> keepRaw,
        Optional<Absence> absence) {
    private static final Duration DEFAULT_SETTLE = Duration.ofSeconds(2);

    /** Of a stream that {@link FileSourceKind} has checked. */
    public static FileStream of(SourceDefinition source, SourceDefinition.Stream stream) {
        Path dir = Path.of(source.options().require("dir")).toAbsolutePath().normalize();
        return new FileStream(
                dir,
                folder(source, "done", dir.resolve(".done")),
                folder(source, "failed", dir.resolve(".failed")),
                source.options().text("settle").flatMap(Durations::parse).orElse(DEFAULT_SETTLE),
                stream.settings().require("files").text(),
                FormatOptions.of(stream.settings()).orElse(FormatOptions.DEFAULT),
                stream.settings().text("schedule"),
                stream.keepRaw(),
                stream.absence());
    }

    private static Path folder(SourceDefinition source, String option, Path otherwise) {
        return source.options()
                .text(option)
                .map(text -> Path.of(text).toAbsolutePath().normalize())
                .orElse(otherwise);
    }
}
