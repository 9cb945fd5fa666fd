package io.serai.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connectors.objects.Looks;
import io.serai.connectors.sftp.SftpSourceKind;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects on their way into the store: what is stored is stored once, whatever happens between. */
class ObjectsImportIT {
    private static final StreamName STREAM = new StreamName("partner", "people");
    private static final String SCHEMA = """
            schema: profile
            traits: { first_name: { type: string } }
            identifiers: { email: email }
            """;
    private static final String MAPPING = """
            mapping: people
            key: id
            identifiers: { email: email }
            traits: { first_name: name }
            """;

    @TempDir
    Path home;

    private final ImportKit kit = new ImportKit(SCHEMA, "identity: default\nlink_on: { email: { limit: 3 } }\n");
    private final Importer importer = new Importer(kit.hub.identity(), kit.hub.runs(), 50);
    private final SftpSourceKind kind = new SftpSourceKind();
    private SshServer server;
    private Source source;

    @BeforeEach
    void open() throws Exception {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider hostKeys = new SimpleGeneratorHostKeyProvider();
        server.setKeyPairProvider(hostKeys);
        server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.start();
        String fingerprint = KeyUtils.getFingerPrint(
                BuiltinDigests.sha256, hostKeys.loadKeys(null).iterator().next().getPublic());
        source = Looks.source(
                kind,
                "{host: 127.0.0.1, port: " + server.getPort()
                        + ", user: hub, password: right, settle: 0s, fingerprint: '" + fingerprint + "'}",
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        server.stop(true);
        kit.close();
    }

    private SourceStream.Objects people() {
        return Looks.stream(kind, source, "{mapping: people, files: 'people-*.csv'}");
    }

    private void write(String name, int from, int to, String firstName) throws IOException {
        Files.writeString(
                home.resolve(name),
                IntStream.range(from, to)
                        .mapToObj(i -> i + ",p" + i + "@example.com," + firstName + "\n")
                        .collect(Collectors.joining("", "id,email,name\n", "")));
    }

    private Run run(SourceStream.Objects objects, StoredObject object, long stopAfter) {
        AtomicLong read = new AtomicLong();
        ImportInput input = ImportInput.fixed(
                STREAM,
                kit.mapping(MAPPING),
                object.name(),
                object.fingerprint(),
                object.modified(),
                () -> objects.open(object));
        return importer.run(
                input, Importer.Again.SKIP, () -> read.get() >= stopAfter, (run, counts) -> read.set(counts.read()));
    }

    @Test
    void aReadThatIsAbandonedInTheMiddleGoesOnAndLosesNothing() throws IOException {
        // Given
        write("people-1.csv", 0, 1_000, "Ann");
        SourceStream.Objects objects = people();
        StoredObject object = Looks.list(objects).get(0);

        // When
        Run left = run(objects, object, 200);
        SourceStream.Objects later = people();
        Run ended = run(later, Looks.list(later).get(0), Long.MAX_VALUE);

        // Then
        assertThat(left.state()).isEqualTo(RunState.RUNNING);
        assertThat(left.imported().read()).isBetween(200L, 999L);
        assertThat(ended.id()).isEqualTo(left.id());
        assertThat(ended.state()).isEqualTo(RunState.FINISHED);
        assertThat(ended.imported().read()).isEqualTo(1_000);
        assertThat(ended.imported().stored()).isEqualTo(1_000);
        assertThat(kit.count("SELECT COUNT(*) FROM source_record")).isEqualTo(1_000);
        assertThat(kit.profiles()).hasSize(1_000);
    }

    @Test
    void whatWasImportedIsKnownInBulkAndANewVersionIsNot() throws IOException {
        // Given
        write("people-1.csv", 0, 10, "Ann");
        write("people-2.csv", 10, 20, "Bob");
        write("people-3.csv", 20, 30, "Cid");
        SourceStream.Objects objects = people();
        List<StoredObject> all = Looks.list(objects);
        run(objects, all.get(0), Long.MAX_VALUE);
        run(objects, all.get(1), Long.MAX_VALUE);

        // Then
        List<String> fingerprints = all.stream().map(StoredObject::fingerprint).toList();
        assertThat(importer.imported(STREAM, fingerprints)).isEqualTo(Set.copyOf(fingerprints.subList(0, 2)));
        assertThat(importer.imported(new StreamName("partner", "others"), fingerprints))
                .isEmpty();

        // When
        write("people-1.csv", 0, 12, "Ann");
        SourceStream.Objects later = people();
        StoredObject again = Looks.list(later).stream()
                .filter(object -> object.name().equals("people-1.csv"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(importer.imported(STREAM, List.of(again.fingerprint()))).isEmpty();
        assertThat(run(later, again, Long.MAX_VALUE).imported().read()).isEqualTo(12);
    }
}
