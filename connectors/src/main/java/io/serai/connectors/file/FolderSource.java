package io.serai.connectors.file;

import io.serai.document.Node;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder. Thread-safe. */
final class FolderSource implements Source {
    private final Path dir;
    private final Reads reads;

    FolderSource(Path dir, String name) {
        this.dir = dir;
        this.reads = new Reads(name);
    }

    @Override
    public void check() {
        files();
    }

    /** Files whose names differ in digits only are one stream. */
    @Override
    public List<DiscoveredStream> discover(int samples) {
        Map<String, StoredFile> newest = new TreeMap<>();
        files().forEach(file -> newest.put(file.object().name().replaceAll("\\d+", "*"), file));
        List<DiscoveredStream> found = new ArrayList<>();
        newest.forEach((pattern, file) -> found.add(new DiscoveredStream(
                pattern.replaceAll("\\..*", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""),
                List.of("files: \"" + pattern + "\""),
                "",
                samples(file, samples))));
        return found;
    }

    private static List<RawRecord> samples(StoredFile file, int most) {
        List<RawRecord> records = new ArrayList<>();
        try (RecordStream stream = file.open(FormatOptions.DEFAULT)) {
            for (Optional<RawItem> item = stream.next();
                    item.isPresent() && records.size() < most;
                    item = stream.next()) {
                if (item.get() instanceof RawItem.Read read) {
                    records.add(read.record());
                }
            }
        }
        return records;
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        FormatOptions format = FormatOptions.of(settings).orElse(FormatOptions.DEFAULT);
        PathMatcher wanted = FileSystems.getDefault()
                .getPathMatcher("glob:" + settings.require("files").text());
        return new SourceStream.Objects() {
            @Override
            public Iterable<SourceStream.StoredObject> list() {
                return files().stream()
                        .filter(file -> wanted.matches(Path.of(file.object().name())))
                        .map(StoredFile::object)
                        .toList();
            }

            @Override
            public RecordStream open(SourceStream.StoredObject object) {
                return reads.of(new StoredFile(dir.resolve(object.name()), object).open(format));
            }
        };
    }

    private record StoredFile(Path path, SourceStream.StoredObject object) {
        static StoredFile of(Path path) {
            try {
                String version = Files.size(path) + "-" + Files.getLastModifiedTime(path);
                return new StoredFile(
                        path,
                        new SourceStream.StoredObject(
                                String.valueOf(path.getFileName()),
                                version,
                                Files.getLastModifiedTime(path).toInstant()));
            } catch (IOException e) {
                throw unreachable(path, e);
            }
        }

        RecordStream open(FormatOptions format) {
            try {
                return Formats.open(Files.newInputStream(path), object.name(), format);
            } catch (IOException e) {
                throw unreachable(path, e);
            }
        }
    }

    /** Oldest first. */
    private List<StoredFile> files() {
        try (Stream<Path> all = Files.list(dir)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .map(StoredFile::of)
                    .sorted(Comparator.comparing(
                                    (StoredFile file) -> file.object().modified())
                            .thenComparing(file -> file.object().name()))
                    .toList();
        } catch (IOException e) {
            throw unreachable(dir, e);
        }
    }

    private static SeraiException unreachable(Path path, IOException cause) {
        return new SeraiException(
                ErrorCode.SOURCE_UNREACHABLE, path + " cannot be read. Check that it is there and its rights.", cause);
    }

    @Override
    public void close() {
        reads.close();
    }
}
