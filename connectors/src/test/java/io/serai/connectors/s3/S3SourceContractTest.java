package io.serai.connectors.s3;

import io.serai.connector.testkit.SourceContract;
import io.serai.connector.testkit.SourceFixture;
import io.serai.connectors.objects.CsvPeople;
import io.serai.source.SourceKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** S3Mock lets everybody in; what Amazon says to a wrong key is in {@link S3AnswersTest}. */
class S3SourceContractTest implements SourceContract {
    @Override
    public SourceFixture fixture() {
        return new Bucket();
    }

    private static final class Bucket implements SourceFixture {
        private final String name = "people-" + UUID.randomUUID();
        private int objects;

        Bucket() {
            S3Mock.shared().client().createBucket(request -> request.bucket(name));
        }

        @Override
        public SourceKind kind() {
            return new S3SourceKind();
        }

        @Override
        public String options() {
            return options(S3Mock.shared().endpoint());
        }

        private String options(String endpoint) {
            return "{ endpoint: \"" + endpoint + "\", bucket: " + name + ", access_key: key, secret_key: s3cr3t }";
        }

        @Override
        public String stream() {
            return "{ mapping: people, files: \"*.csv\" }";
        }

        @Override
        public List<String> secrets() {
            return List.of("s3cr3t");
        }

        @Override
        public void write(List<Map<String, String>> records) {
            byte[] content = CsvPeople.of(records).getBytes(StandardCharsets.UTF_8);
            // Times are whole seconds there, so of two objects the name says which is the later.
            S3Mock.shared().put(name, "people-" + objects++ + ".csv", content);
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of(options("http://127.0.0.1:1"));
        }

        @Override
        public void close() {}
    }
}
