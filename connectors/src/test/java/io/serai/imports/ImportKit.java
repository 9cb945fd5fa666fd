package io.serai.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.TestHub;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Profile;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Imports text and files as the hub does, and looks at what became of them. */
final class ImportKit implements AutoCloseable {
    final TestHub hub;

    ImportKit(String schema, String rules) {
        hub = new TestHub(schema, rules);
    }

    static Node parse(String yaml) {
        Problems problems = new Problems();
        Optional<Node> node = Document.parse("test.yaml", yaml, problems);
        problems.throwIfAny();
        return node.orElseThrow();
    }

    Mapping mapping(String yaml) {
        Problems problems = new Problems();
        Optional<Mapping> mapping =
                MappingReader.read(parse(yaml), hub.identity().schema(), problems);
        problems.throwIfAny();
        return mapping.orElseThrow();
    }

    Run importText(String stream, String fileName, String text, String mapping) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return run(stream, fileName, FormatOptions.DEFAULT, mapping, () -> new ByteArrayInputStream(bytes));
    }

    Run importFile(String stream, Path file, FormatOptions format, String mapping) {
        return run(stream, file.getFileName().toString(), format, mapping, () -> open(file));
    }

    private Run run(String stream, String fileName, FormatOptions format, String mapping, Supplier<InputStream> open) {
        ImportInput input = ImportInput.fixed(
                new StreamName("test", stream),
                mapping(mapping),
                fileName,
                UUID.randomUUID().toString(),
                Instant.parse("2026-01-01T00:00:00Z"),
                () -> Formats.open(open.get(), fileName, format));
        Run run = new Importer(hub.identity(), hub.runs(), 50)
                .run(input, Importer.Again.READ, () -> false, (id, counts) -> {});
        assertThat(run.imported().balance()).isTrue();
        return run;
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Profile> profiles() {
        return hub.database().inTransaction(handle -> {
            List<Long> ids = handle.createQuery("SELECT id FROM profile WHERE redirect_to IS NULL")
                    .mapTo(Long.class)
                    .list();
            return hub.identity().profiles().findAll(handle, ids);
        });
    }

    long count(String sql) {
        return hub.database()
                .inTransaction(
                        handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        hub.close();
    }
}
