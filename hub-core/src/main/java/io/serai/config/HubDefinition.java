package io.serai.config;

import io.serai.access.OidcSettings;
import io.serai.connector.Secret;
import io.serai.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code hub: NAME} file: the machine's side of a configuration. It is read at start only.
 *
 * @param store where MariaDB is; empty for the embedded one
 * @param data the folder for what the hub keeps beside the store; of relative paths the working folder is the root
 * @param keys the text of the key file; empty to keep one in the data folder, made at first start
 * @param port 0 for any free one
 * @param oidc whose tokens let people in; empty for nobody's
 * @param sandbox the port of the e-mail tool for trying things out; empty for none, 0 for any free one
 * @param uploads what is taken of files that are sent to the API
 * @param batchSize records a transaction
 * @param dev secrets may be written out
 * @param reload changed files are picked up as they are saved; otherwise by {@code apply} only
 */
public record HubDefinition(
        String name,
        Optional<StoreConfig> store,
        Path data,
        Optional<Secret> keys,
        String host,
        int port,
        Optional<OidcSettings> oidc,
        OptionalInt sandbox,
        Uploads uploads,
        int batchSize,
        boolean dev,
        boolean reload) {
    /**
     * What is taken of files that are sent to the API.
     *
     * @param keep for how long
     */
    public record Uploads(long maxBytes, Duration keep) {
        static final long MEGABYTE = 1_000_000;
        static final Uploads DEFAULT = new Uploads(1_000 * MEGABYTE, Duration.ofDays(7));
    }

    /** What holds without a file: everything embedded, on loopback. */
    public static final HubDefinition DEFAULT = new HubDefinition(
            "hub",
            Optional.empty(),
            Path.of(".serai", "data"),
            Optional.empty(),
            "127.0.0.1",
            8080,
            Optional.empty(),
            OptionalInt.empty(),
            Uploads.DEFAULT,
            HubReader.DEFAULT_BATCH_SIZE,
            false,
            true);
}
