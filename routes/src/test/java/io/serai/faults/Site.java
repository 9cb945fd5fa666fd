package io.serai.faults;

import io.serai.crypto.Keyring;
import io.serai.sandbox.SandboxMailer;
import io.serai.store.Database;
import io.serai.store.StoreConfig;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a whole configuration, the sandbox it delivers to, and every hub started over it. The store and the
 * sandbox outlive the hubs: they are what can be looked at afterwards.
 */
final class Site implements AutoCloseable {
    static final String LIST = "news";
    static final String SYNC = "germans-to-news";
    private static final String KEY = "sandbox-key";

    final Path config;
    final Path in;
    final SandboxMailer mailer;
    private final Path root;
    private final StoreConfig store;
    private final List<HubProcess> hubs = new ArrayList<>();
    private final Database database;

    Site(Path root, StoreConfig store) {
        this(root, store, store.url(), 0);
    }

    /**
     * @param url the store as the hub reaches it
     * @param busyEvery every so many changes the sandbox asks to slow down; 0 for never
     */
    Site(Path root, StoreConfig store, String url, int busyEvery) {
        this.root = root;
        this.config = root.resolve("config");
        this.in = root.resolve("in");
        this.store = store;
        this.mailer = mailer(busyEvery);
        this.database = Database.open(new StoreConfig(store.url(), store.user(), store.password(), 4));
        Keyring.generateAt(keys());
        hubFile(config, "data", url);
        write("schema.yaml", """
                schema: profile
                default_region: DE
                traits:
                  first_name: { type: name, pii: true }
                  country: { type: country }
                identifiers: { crm_id: string, email: email, login: string }
                consents: [email_marketing]
                events: { seen: {} }
                """);
        write("identity.yaml", """
                identity: default
                link_on: { email: {}, login: {} }
                """);
        write("mappings/contact.yaml", """
                mapping: contact
                key: id
                observed_at: updated
                identifiers: { crm_id: id, email: email, login: login }
                traits: { first_name: name, country: country }
                consents: { email_marketing: { from: consent, map: { "yes": granted, "no": denied } } }
                events:
                  - { type: seen, id: seen, time: updated }
                """);
        write("sources/crm.yaml", """
                source: crm
                connector: file
                options: { dir: %s, settle: 100ms }
                streams:
                  contacts: { mapping: contact, files: "contacts*" }
                """.formatted(in));
        write("segments/germans.yaml", """
                segment: germans
                where: { trait: country, equals: DE }
                """);
        destination("newsletter", mailer.url());
        sync(SYNC, "newsletter");
    }

    /** A sandbox that refuses addresses at refused.example. */
    static SandboxMailer mailer(int busyEvery) {
        return SandboxMailer.start(
                0, new SandboxMailer.Options(KEY, busyEvery, "refused.example", java.util.Optional.empty()));
    }

    void destination(String name, String url) {
        write("destinations/" + name + ".yaml", """
                destination: %s
                connector: sandbox-mailer
                options: { base_url: %s, api_key: %s }
                audience: { list: %s }
                """.formatted(name, url, KEY, LIST));
    }

    /** Every second, with no brake: the numbers here are small and change a lot. */
    void sync(String name, String destination) {
        write("syncs/" + name + ".yaml", """
                sync: %s
                segment: germans
                destination: %s
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                fields: { NAME: first_name }
                brake: { from: 1000000 }
                retry: { first: 200ms, most: 1s }
                """.formatted(name, destination));
    }

    private void hubFile(Path folder, String data, String url) {
        write(folder.resolve("hub.yaml"), """
                hub: test
                store: { url: "%s", user: %s, password: "%s", pool: 8 }
                keys: "{{file:%s}}"
                data: %s
                http: { port: 0 }
                batch_size: 100
                dev: true
                """.formatted(
                        url, store.user(), store.password(), keys(), root.resolve(data)));
    }

    /** Records a transaction, for the hubs started from now on. */
    void batchSize(int records) {
        Path file = config.resolve("hub.yaml");
        try {
            write(file, Files.readString(file).replaceAll("batch_size: \\d+", "batch_size: " + records));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path keys() {
        return root.resolve("keys.json");
    }

    Keyring keyring() {
        try {
            return Keyring.of(Files.readString(keys()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Database database() {
        return database;
    }

    long count(String sql) {
        return database.inTransaction(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    void write(String file, String yaml) {
        write(config.resolve(file), yaml);
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Path scratch = path.resolveSibling("." + path.getFileName());
            Files.writeString(scratch, text);
            Files.move(scratch, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file's content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void drop(String name, String content) {
        drop(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Drops a file as a careful producer would: written aside, then renamed. */
    void drop(String name, Content content) {
        Path aside = root.resolve("aside-" + name);
        try {
            Files.createDirectories(in);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
                content.to(out);
            }
            Files.move(aside, in.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a hub and does not wait for it. */
    HubProcess begin(String... options) {
        return begin(config, "data", options);
    }

    /** Starts a hub and waits until it is ready. */
    HubProcess start(String... options) {
        return begin(options).awaitReady();
    }

    /** Starts one more hub on the same store, with the same files and a data folder of its own. */
    HubProcess startSecond() {
        Path second = root.resolve("config-second");
        try (Stream<Path> files = Files.walk(config)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(second.resolve(config.relativize(file)), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hubFile(second, "data-second", store.url());
        return begin(second, "data-second").awaitReady();
    }

    private HubProcess begin(Path folder, String data, String... options) {
        Path log = root.resolve("hub-" + hubs.size() + ".log");
        HubProcess hub = HubProcess.start(folder, root.resolve(data), log, List.of(options));
        hubs.add(hub);
        return hub;
    }

    /**
     * Lets the leases of dead hubs run out, as a minute would; a token that is fenced off stays so. That they do run out
     * by themselves, one test waits for.
     */
    void aMinutePasses() {
        database.inTransaction(handle -> handle.execute("UPDATE lease SET expires_at = NOW(6)"));
    }

    /** Whether an import is at work and has stored something. */
    boolean isImporting() {
        return count("SELECT COUNT(*) FROM run WHERE kind = 'import' AND state = 'running' AND read_count > 0") > 0;
    }

    /** What all hubs wrote. */
    String logs() {
        StringBuilder all = new StringBuilder();
        hubs.forEach(hub -> all.append(hub.log()));
        return all.toString();
    }

    /** The end of what the hubs wrote, and how the sandbox answered, for a failure's message. */
    String lastWords() {
        List<SandboxMailer.Logged> requests = mailer.requests();
        String logs = logs();
        return "log: " + logs.substring(Math.max(0, logs.length() - 4_000))
                + "\nrequests: " + requests.subList(Math.max(0, requests.size() - 10), requests.size())
                + "\noutcomes: "
                + database.inTransaction(
                        handle -> handle.createQuery("SELECT CONCAT_WS(' ', run_id, operation, outcome,"
                                        + " code, count) FROM sync_outcome ORDER BY run_id DESC LIMIT 20")
                                .mapTo(String.class)
                                .list());
    }

    @Override
    public void close() {
        hubs.forEach(HubProcess::close);
        mailer.close();
        database.close();
    }
}
