package io.serai.connectors.objects;

import io.serai.connector.ConnectorContext;
import io.serai.connectors.objects.ObjectStore.Listed;
import io.serai.connectors.objects.StreamOptions.After;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.Format;
import io.serai.format.Formats;
import io.serai.raw.RecordStream;
import io.serai.source.Reads;
import io.serai.source.SourceStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of one stream at one look. Not thread-safe. */
final class ObjectStream implements SourceStream.Objects {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

    private final String name;
    private final StreamOptions options;
    private final ObjectStore store;
    private final ConnectorContext context;
    private final Settling settling;
    private final Manifests manifests;
    private final Reads reads;
    private final Map<String, Deliverable> byName = new HashMap<>();
    private boolean complained;

    /**
     * An object that can be read.
     *
     * @param entry what its manifest says of it
     * @param lookup the lookup file its manifest names
     */
    private record Deliverable(Listed object, Optional<Manifest.Entry> entry, Optional<Listed> lookup) {}

    ObjectStream(
            String name,
            StreamOptions options,
            ObjectStore store,
            ConnectorContext context,
            Settling settling,
            Manifests manifests,
            Reads reads) {
        this.name = name;
        this.options = options;
        this.store = store;
        this.context = context;
        this.settling = settling;
        this.manifests = manifests;
        this.reads = reads;
    }

    @Override
    public Iterable<StoredObject> list() {
        List<Listed> all = store.list(options.files().folder(), options.files().isDeep());
        List<Listed> wanted = settling.settled(
                name,
                all.stream().filter(object -> options.isWanted(object.name())).toList());
        byName.clear();
        ready(all, wanted).forEach(ready -> byName.put(ready.object().name(), ready));
        return byName.values().stream()
                .map(Deliverable::object)
                .sorted(Comparator.comparing(Listed::modified).thenComparing(Listed::name))
                .map(object -> new StoredObject(object.name(), object.version(), object.modified()))
                .toList();
    }

    private List<Deliverable> ready(List<Listed> all, List<Listed> wanted) {
        if (options.manifest().isPresent()) {
            return listedInManifests(all, wanted, options.manifest().get());
        }
        if (options.marker().isPresent()) {
            Markers markers = new Markers(options.marker().get(), all);
            return wanted.stream()
                    .filter(markers::cover)
                    .map(ObjectStream::plain)
                    .toList();
        }
        return wanted.stream().map(ObjectStream::plain).toList();
    }

    private static Deliverable plain(Listed object) {
        return new Deliverable(object, Optional.empty(), Optional.empty());
    }

    /** Files of another size than their manifest says are still on their way, and so is all whose lookups are missing. */
    private List<Deliverable> listedInManifests(List<Listed> all, List<Listed> wanted, NamePattern manifest) {
        Map<String, Listed> everything = new HashMap<>();
        all.forEach(object -> everything.put(object.name(), object));
        Map<String, Deliverable> covered = new HashMap<>();
        List<Listed> found = all.stream()
                .filter(object -> manifest.matches(object.baseName()))
                .sorted(Comparator.comparing(Listed::modified))
                .toList();
        Map<Listed, Manifest> read = manifests.of(found);
        for (Listed place : found) {
            Manifest contents = read.get(place);
            if (contents == null) {
                continue;
            }
            Optional<Listed> lookup =
                    contents.lookup().flatMap(file -> Optional.ofNullable(everything.get(place.folder() + file)));
            if (lookup.isEmpty() && contents.lookup().isPresent()) {
                continue;
            }
            contents.data()
                    .forEach((file, entry) -> Optional.ofNullable(everything.get(place.folder() + file))
                            .filter(object -> entry.size() < 0 || entry.size() == object.size())
                            .ifPresent(object ->
                                    covered.put(object.name(), new Deliverable(object, Optional.of(entry), lookup))));
        }
        return wanted.stream()
                .flatMap(object -> Optional.ofNullable(covered.get(object.name())).stream())
                .toList();
    }

    @Override
    public RecordStream open(StoredObject stored) {
        Deliverable wanted = Optional.ofNullable(byName.get(stored.name()))
                .filter(ready -> ready.object().version().equals(stored.version()))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.SOURCE_BUSY,
                        "The object '" + stored.name()
                                + "' is not as it was listed. The next look takes it as it is."));
        wanted.entry().ifPresent(entry -> verify(wanted.object(), entry));
        PatientInput input = input(wanted.object());
        return reads.of(records(wanted, input), input::close);
    }

    private RecordStream records(Deliverable wanted, InputStream input) {
        boolean adobe = options.format().format().filter(Format.ADOBE::equals).isPresent();
        if (adobe && wanted.lookup().isPresent()) {
            Listed lookup = wanted.lookup().get();
            return Formats.openAdobe(input, () -> input(lookup), options.format());
        }
        return Formats.open(input, wanted.object().name(), options.format());
    }

    private PatientInput input(Listed object) {
        return new PatientInput(store, object, context.pauser());
    }

    /** Before the first record is taken. The listing's digest spares reading the object twice, if it is one. */
    private void verify(Listed object, Manifest.Entry entry) {
        if (entry.md5().isEmpty()
                || entry.md5().equals(object.digest())
                || entry.md5().equals(digest(object))) {
            return;
        }
        throw new SeraiException(
                ErrorCode.FILE_UNREADABLE,
                "The object '" + object.name() + "' does not have the MD5 its manifest says. Deliver it again.");
    }

    private String digest(Listed object) {
        try (InputStream input = input(object)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[64 * 1024];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.SOURCE_UNREACHABLE,
                    "Reading the object '" + object.name() + "' failed. Check the connection.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** What cannot be moved or removed is known as imported all the same; it is tried again with the next look. */
    @Override
    public void settled(StoredObject stored, boolean imported) {
        Deliverable wanted = byName.get(stored.name());
        if (!imported || wanted == null) {
            return;
        }
        try {
            if (options.after() instanceof After.Delete) {
                store.delete(wanted.object());
            } else if (options.after() instanceof After.Move move) {
                store.move(wanted.object(), move.prefix() + stored.name());
            }
        } catch (SeraiException e) {
            if (!complained) {
                LOG.warn(
                        "source {}: imported objects cannot be moved or removed: {} {}",
                        context.name(),
                        e.code(),
                        e.getMessage());
            }
            complained = true;
        }
    }
}
