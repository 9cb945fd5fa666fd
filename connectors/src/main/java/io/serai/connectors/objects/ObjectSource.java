package io.serai.connectors.objects;

import io.serai.connector.ConnectorContext;
import io.serai.connectors.objects.ObjectStore.Listed;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A source over a place where objects lie. Thread-safe. */
public final class ObjectSource implements Source {
    private final ObjectStore store;
    private final ConnectorContext context;
    private final Settling settling;
    private final Manifests manifests;
    private final Reads reads;

    /** @param settle how long an object must lie unchanged to be whole; zero where the place shows whole objects only */
    public ObjectSource(ObjectStore store, ConnectorContext context, Duration settle) {
        this.store = store;
        this.context = context;
        this.settling = new Settling(settle, context.clock());
        this.manifests = new Manifests(store, context);
        this.reads = new Reads(context.name());
    }

    @Override
    public void check() {
        store.check();
    }

    /** Objects whose names differ in digits only are one stream. */
    @Override
    public List<DiscoveredStream> discover(int samples) {
        Map<String, Listed> newest = new TreeMap<>();
        store.list("", true).stream()
                .sorted(Comparator.comparing(Listed::modified))
                .forEach(object -> newest.put(object.name().replaceAll("\\d+", "*"), object));
        List<DiscoveredStream> found = new ArrayList<>();
        newest.forEach((pattern, object) -> found.add(new DiscoveredStream(
                nameOf(pattern), List.of("files: \"" + pattern + "\""), "", samples(object, samples))));
        return found;
    }

    private static String nameOf(String pattern) {
        String base = pattern.replaceAll("\\.[^/]*$", "").toLowerCase(Locale.ROOT);
        String name = base.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "objects" : name;
    }

    private List<RawRecord> samples(Listed object, int most) {
        List<RawRecord> records = new ArrayList<>();
        try (RecordStream stream =
                Formats.open(new PatientInput(store, object, context.pauser()), object.name(), FormatOptions.DEFAULT)) {
            while (records.size() < most) {
                Optional<RawItem> item = stream.next();
                if (item.isEmpty()) {
                    break;
                }
                if (item.get() instanceof RawItem.Read read) {
                    records.add(read.record());
                }
            }
        }
        return records;
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        StreamOptions options = StreamOptions.read(settings, new Problems());
        return new ObjectStream(name, options, store, context, settling, manifests, reads);
    }

    @Override
    public void close() {
        reads.close();
        store.close();
    }
}
