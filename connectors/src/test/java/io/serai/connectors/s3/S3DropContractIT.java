package io.serai.connectors.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import io.serai.connectors.filedrop.DropFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3DropContractIT implements DestinationContract {
    @Override
    public DestinationFixture fixture() {
        return new Bucket();
    }

    private static final class Bucket extends DropFixture {
        private final S3Mock s3 = S3Mock.shared();
        private final String bucket = "b-" + UUID.randomUUID();

        Bucket() {
            s3.client().createBucket(request -> request.bucket(bucket));
        }

        @Override
        public Connector connector() {
            return new S3DropConnector();
        }

        @Override
        public String options() {
            return options(s3.endpoint());
        }

        private String options(String endpoint) {
            return "{ endpoint: \"" + endpoint + "\", bucket: " + bucket
                    + ", prefix: out/, access_key: key, secret_key: secret, format: jsonl }";
        }

        /** The server does not fail when told to; S3AnswersTest has what its answers mean. */
        @Override
        public boolean has(DestinationBehavior behavior) {
            return behavior != DestinationBehavior.FAILS && super.has(behavior);
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        protected List<String> lines() {
            S3Client client = s3.client();
            List<String> keys =
                    client
                            .listObjectsV2Paginator(
                                    request -> request.bucket(bucket).prefix("out/"))
                            .contents()
                            .stream()
                            .map(S3Object::key)
                            .filter(key -> key.endsWith(".jsonl"))
                            .sorted()
                            .toList();
            List<String> lines = new ArrayList<>();
            for (String key : keys) {
                String content = client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key))
                        .asString(UTF_8);
                lines.addAll(content.lines().toList());
            }
            return lines;
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            throw new UnsupportedOperationException("the server is always well");
        }

        @Override
        public void mend() {}

        @Override
        public String wrongAddress() {
            return options("http://127.0.0.1:1");
        }

        @Override
        public String wrongCredential() {
            throw new UnsupportedOperationException("the server asks for none");
        }
    }
}
