package io.serai.config;

import io.serai.connector.Secret;
import io.serai.connector.Secrets;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.store.StoreConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the {@code hub: NAME} file. */
public final class HubReader {
    static final int DEFAULT_BATCH_SIZE = 5_000;

    private static final ObjectShape STORE = Shape.object("a store")
            .optional("embedded", Shape.bool(), "true for the MariaDB that Serai brings along; the default.")
            .optional("url", Shape.text(), "A jdbc:mariadb:// URL with the database's name.")
            .optional("user", Shape.text(), "The user.")
            .optional("password", Shape.secret(), "The user's password.")
            .optional(
                    "pool",
                    Shape.whole(4, 200),
                    "Most connections held at once; " + StoreConfig.DEFAULT_POOL + " unless said.")
            .build();

    private static final ObjectShape HTTP = Shape.object("an HTTP listener")
            .optional("host", Shape.text(), "The address listened on; 127.0.0.1 unless said.")
            .optional("port", Shape.whole(0, 65_535), "The port, 0 for any free one; 8080 unless said.")
            .build();

    private static final ObjectShape UPLOADS = Shape.object("uploads")
            .optional("max_megabytes", Shape.whole(1, 1_000_000), "Largest file taken, in MB; 1000 unless said.")
            .optional("keep", Shape.duration(), "How long a file is kept; 7d unless said.")
            .build();

    private static final ObjectShape SANDBOX = Shape.object("a sandbox")
            .optional("port", Shape.whole(0, 65_535), "Its port on loopback, 0 for any free one.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("hub")
            .required("hub", Shape.name(), "The hub's name.")
            .optional("store", STORE, "Where MariaDB is; embedded unless said.")
            .optional("data", Shape.text(), "The folder the hub keeps its files in; .serai/data unless said.")
            .optional(
                    "keys", Shape.secret(), "The key file's content, as {{file:/path}}; kept in the data folder else.")
            .optional("http", HTTP, "Where the API listens.")
            .optional("access", AccessReader.SHAPE, "Who else may come in, beside holders of API keys.")
            .optional("uploads", UPLOADS, "Files that are sent to the API to be imported.")
            .optional("sandbox", SANDBOX, "Runs an e-mail tool for trying things out.")
            .optional("batch_size", Shape.whole(1, 20_000), "Records a transaction; 5000 unless said.")
            .optional("dev", Shape.bool(), "For trying things out: secrets may be written out.")
            .optional("reload", Shape.bool(), "Pick changed files up as they are saved; true unless said.")
            .build();

    private HubReader() {}

    /** Empty if the file has problems; they have then been recorded. */
    static Optional<HubDefinition> read(Node root, Map<String, String> environment, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        Secrets secrets = secrets(root.bool("dev", false), environment);
        Optional<Node> store = root.get("store");
        Optional<StoreConfig> address = store.flatMap(node -> store(node, secrets));
        Optional<Secret> keys = root.get("keys").flatMap(secrets::secret);
        Optional<Node> http = root.get("http");
        HubDefinition hub = new HubDefinition(
                root.require("hub").text(),
                address,
                Path.of(root.text("data").orElse(HubDefinition.DEFAULT.data().toString())),
                keys,
                http.flatMap(node -> node.text("host")).orElse(HubDefinition.DEFAULT.host()),
                (int) (long) http.map(node -> node.whole("port", HubDefinition.DEFAULT.port()))
                        .orElse((long) HubDefinition.DEFAULT.port()),
                root.get("access").flatMap(access -> AccessReader.read(access, secrets, root.bool("dev", false))),
                root.get("sandbox")
                        .map(node -> OptionalInt.of((int) node.whole("port", 0)))
                        .orElse(OptionalInt.empty()),
                root.get("uploads").map(HubReader::uploads).orElse(HubDefinition.Uploads.DEFAULT),
                (int) root.whole("batch_size", DEFAULT_BATCH_SIZE),
                root.bool("dev", false),
                root.bool("reload", true));
        return problems.count() == before ? Optional.of(hub) : Optional.empty();
    }

    private static HubDefinition.Uploads uploads(Node node) {
        HubDefinition.Uploads otherwise = HubDefinition.Uploads.DEFAULT;
        return new HubDefinition.Uploads(
                node.get("max_megabytes")
                        .map(most -> most.whole() * HubDefinition.Uploads.MEGABYTE)
                        .orElse(otherwise.maxBytes()),
                node.duration("keep", otherwise.keep()));
    }

    static Secrets secrets(boolean dev, Map<String, String> environment) {
        return dev ? Secrets.lenient(environment) : Secrets.of(environment);
    }

    private static Optional<StoreConfig> store(Node node, Secrets secrets) {
        Optional<Node> url = node.get("url");
        if (url.isPresent() == node.bool("embedded", false)) {
            node.problem("a store is either embedded or has a url.", "Write 'embedded: true', or 'url:' and 'user:'.");
            return Optional.empty();
        }
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> address = secrets.text(url.get());
        if (address.filter(text -> !text.startsWith("jdbc:mariadb://")).isPresent()) {
            url.get().problem("this is no MariaDB URL.", "Write jdbc:mariadb://HOST:3306/DATABASE.");
        }
        if (node.get("user").isEmpty()) {
            node.problem("'user' is missing.", "Add 'user:', the MariaDB user the hub connects as.");
        }
        Optional<String> password = node.get("password")
                .map(secrets::secret)
                .orElse(Optional.of(new Secret("")))
                .map(Secret::reveal);
        return address.flatMap(text -> password.map(word -> new StoreConfig(
                text, node.text("user").orElse(""), word, (int) node.whole("pool", StoreConfig.DEFAULT_POOL))));
    }
}
