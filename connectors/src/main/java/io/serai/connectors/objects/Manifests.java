package io.serai.connectors.objects;

import io.serai.connector.ConnectorContext;
import io.serai.connectors.objects.ObjectStore.Listed;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manifests of a place, each read once a version. Thread-safe. */
final class Manifests {
    private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);

    private final ObjectStore store;
    private final ConnectorContext context;
    private final Map<String, Known> known = new HashMap<>();

    /** @param manifest empty if that version cannot be understood */
    private record Known(String version, Optional<Manifest> manifest) {}

    Manifests(ObjectStore store, ConnectorContext context) {
        this.store = store;
        this.context = context;
    }

    /** Those of the listed objects that are one, by name; one that cannot be understood is said once and left out. */
    synchronized Map<Listed, Manifest> of(List<Listed> listed) {
        Map<Listed, Manifest> found = new HashMap<>();
        for (Listed object : listed) {
            Known before = known.get(object.name());
            if (before == null || !before.version().equals(object.version())) {
                before = new Known(object.version(), read(object));
                known.put(object.name(), before);
            }
            before.manifest().ifPresent(manifest -> found.put(object, manifest));
        }
        return found;
    }

    private Optional<Manifest> read(Listed object) {
        try (InputStream input = new PatientInput(store, object, context.pauser())) {
            return Optional.of(Manifest.read(object.name(), input));
        } catch (SeraiException e) {
            if (e.code() != ErrorCode.FILE_UNREADABLE) {
                throw e;
            }
            LOG.warn("source {}: {} {}", context.name(), e.code(), e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.SOURCE_UNREACHABLE,
                    "Reading the manifest '" + object.name() + "' failed. Check the connection.",
                    e);
        }
    }
}
