package io.serai.bench;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.Installed;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.ingest.ImportInput;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.route.HttpTransport;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import io.serai.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The same CSV content from a file, from a bucket and from a bulk query, each into a store of its own on one server. Bucket
 * and bulk query are a bare HTTP server in this process, so its work is in their figures and the file's is without.
 */
final class SourcesBench implements AutoCloseable {
    private static final StreamName STREAM = new StreamName("bench", "people");

    private final BenchStore store;
    private final Path file;
    private final int rows;
    private final CsvServer server;
    private final DefaultCamelContext camel = new DefaultCamelContext();

    SourcesBench(BenchStore store, Path file, int rows) throws Exception {
        this.store = store;
        this.file = file;
        this.rows = rows;
        this.server = new CsvServer(file);
        camel.start();
    }

    ImportBench.Result fromFile(String name) {
        return into(name, mapping -> ImportBench.input(file, mapping));
    }

    ImportBench.Result fromS3(String name) {
        Source source =
                open("s3", "{ bucket: bucket, endpoint: '" + server.url() + "', access_key: a, secret_key: b }");
        try (source) {
            SourceStream.Objects objects = (SourceStream.Objects)
                    source.stream("people", ImportBench.parse("{ mapping: people, files: 'people.csv' }"));
            StoredObject object = objects.list().iterator().next();
            return into(
                    name,
                    mapping -> ImportInput.fixed(
                            STREAM,
                            mapping,
                            object.name(),
                            object.fingerprint(),
                            object.modified(),
                            () -> objects.open(object)));
        }
    }

    ImportBench.Result fromSalesforce(String name) {
        Source source = open("salesforce", "{ url: '" + server.url() + "', client_id: c, client_secret: s }");
        try (source) {
            SourceStream.Pulled pulled = (SourceStream.Pulled)
                    source.stream("object", ImportBench.parse("{ mapping: people, object: Contact, fields: [email] }"));
            return into(name, mapping -> ImportInput.since(STREAM, mapping, Instant.EPOCH, pulled::read));
        }
    }

    private ImportBench.Result into(String name, Function<Mapping, ImportInput> input) {
        try (Database database = Database.open(store.server.config(name))) {
            ImportBench.Result result = new ImportBench(ImportBench.identity(database), input, rows).run();
            if (result.run().imported().read() != rows) {
                throw new IllegalStateException(name + ": not all rows were read: " + result.run());
            }
            return result;
        }
    }

    private Source open(String kindName, String options) {
        Problems problems = new Problems();
        SourceKind kind = new Installed()
                .find(List.of(), problems).sourceKinds().stream()
                        .filter(one -> one.name().equals(kindName))
                        .findFirst()
                        .orElseThrow();
        Node node = ImportBench.parse(options);
        Settings settings = ImportBench.read(
                node, (written, found) -> Settings.read(written, kind.options(), Secrets.lenient(Map.of()), found));
        return kind.open(
                settings, new ConnectorContext("bench", Clock.systemUTC(), new HttpTransport(camel), Pauser.REAL));
    }

    @Override
    public void close() {
        server.close();
        camel.stop();
    }
}
