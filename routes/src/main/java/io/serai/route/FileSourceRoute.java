package io.serai.route;

import io.serai.connectors.file.FileStream;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.Importer;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.operate.Failures;
import io.serai.operate.FileImport;
import io.serai.operate.Imports;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.operate.Sources;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunState;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder for one stream, {@code source.NAME.STREAM}: one file at a time, oldest first, when it has lain
 * unchanged. What was imported goes to done, what cannot be goes to failed, and a file whose import was interrupted, or
 * cannot be read just now, stays and is taken up again. Whether a file was imported before is the importer's to know:
 * it remembers by content, in the transaction that stored the last record.
 */
final class FileSourceRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(FileSourceRoute.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String TARGET = "serai.target";
    private static final Duration POLL = Duration.ofMillis(500);

    private final StreamName name;
    private final FileStream stream;
    private final Mapping mapping;
    private final Imports imports;
    private final Sources sources;
    private final Failures failures;
    private final Clock clock;
    private final AtomicBoolean stop;

    FileSourceRoute(StreamName name, FileStream stream, Mapping mapping, Operations hub, AtomicBoolean stop) {
        this.name = name;
        this.stream = stream;
        this.mapping = mapping;
        this.imports = hub.imports();
        this.sources = hub.sources();
        this.failures = hub.failures();
        this.clock = hub.clock();
        this.stop = stop;
    }

    @Override
    public void configure() {
        from(uri()).routeId(RouteControl.idOf(name)).process(this::take);
    }

    private String uri() {
        // The read lock waits inside a poll; a file still growing is left to the next poll.
        long settle = Math.max(1, stream.settle().toMillis());
        long check = Math.min(1000, Math.max(50, settle / 2));
        return "file:" + stream.dir() + "?antInclude=" + stream.files()
                + "&antExclude=*.tmp,*.part,*.filepart,*.crdownload&recursive=false&delay=" + POLL.toMillis()
                + "&initialDelay=0&sortBy=file:modified;file:name&autoCreate=true&charset=UTF-8"
                + "&readLock=changed&readLockMinAge=" + settle + "&readLockCheckInterval=" + check
                + "&readLockTimeout=" + (settle + 4 * check) + "&readLockMarkerFile=false&readLockLoggingLevel=DEBUG"
                + "&move=${exchangeProperty." + TARGET + "}" + scheduler();
    }

    private String scheduler() {
        return stream.schedule()
                .map(cron -> "&scheduler=quartz&scheduler.cron=" + cron.trim().replaceAll("\\s+", "+"))
                .orElse("");
    }

    private void take(Exchange exchange) {
        Path file = exchange.getMessage().getBody(File.class).toPath();
        if (sources.isPaused(name)) {
            exchange.setRollbackOnly(true);
            return;
        }
        try {
            Run run = imports.run(
                    new FileImport(
                            file, name, mapping, stream.format(), Again.SKIP, stream.keepRaw(), stream.absence()),
                    stop::get);
            if (run.state() == RunState.RUNNING) {
                exchange.setRollbackOnly(true);
                return;
            }
            boolean finished = Importer.isFinished(run);
            fares(finished ? Optional.empty() : Optional.of(failure(run)));
            archive(exchange, file, finished ? stream.done() : stream.failed());
        } catch (SeraiException e) {
            LOG.warn("{}: {} is not imported: {} {}", name, file.getFileName(), e.code(), e.getMessage());
            if (e.code() != ErrorCode.CONFLICT) {
                fares(Optional.of(e));
            }
            // After a conflict another hub is reading the file, and moves it.
            if (e.code().isRetriable() || e.code() == ErrorCode.CONFLICT) {
                exchange.setRollbackOnly(true);
            } else {
                archive(exchange, file, stream.failed());
            }
        }
    }

    private static SeraiException failure(Run run) {
        return new SeraiException(
                run.errorCode().map(ErrorCode::valueOf).orElse(ErrorCode.INTERNAL),
                run.error().orElse("The import ended without a word."));
    }

    private void fares(Optional<SeraiException> failure) {
        failure.ifPresent(known -> failures.note(RouteControl.idOf(name), known));
        sources.fares(name, failure);
    }

    /** The time goes before the name, so that tomorrow's file of the same name does not take today's place. */
    private void archive(Exchange exchange, Path file, Path folder) {
        exchange.setProperty(
                TARGET,
                folder.resolve(STAMP.format(clock.instant()) + "-" + file.getFileName())
                        .toString());
    }
}
