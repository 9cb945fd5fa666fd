package io.serai.connectors.s3;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.SeraiException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How a bucket is reached, for sources and destinations alike. */
final class S3Login {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;

    private S3Login() {}

    static ObjectShape.Builder options() {
        return Shape.object("options")
                .required("bucket", Shape.text(), "The bucket.")
                .optional("prefix", Shape.text(), "What the objects' names begin with, such as exports/.")
                .optional("region", Shape.text(), "The bucket's region; us-east-1 unless said.")
                .optional("endpoint", Shape.text(), "The address of a service other than Amazon's.")
                .optional("access_key", Shape.text(), "The access key's id; as the machine is set up unless said.")
                .optional("secret_key", Shape.secret(), "The secret access key.")
                .optional("session_token", Shape.secret(), "The session token of a temporary key.");
    }

    /** @throws SeraiException CONFIG_INVALID */
    static S3Client client(Settings options, ConnectorContext context, Side side) {
        return builder(options, context, side)
                .region(Region.of(options.text("region").orElse("us-east-1")))
                .credentialsProvider(credentials(options, context, side))
                // Java's own client cannot give up a read that waits before its time-out. Built by the SDK, it is
                // closed by it.
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .build();
    }

    static String prefix(Settings options) {
        return options.text("prefix").orElse("");
    }

    private static S3ClientBuilder builder(Settings options, ConnectorContext context, Side side) {
        S3ClientBuilder builder = S3Client.builder();
        options.text("endpoint").ifPresent(endpoint -> {
            try {
                // Few services but Amazon's know every bucket as a host of its own.
                builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw side.invalid(context, "endpoint", "Write an address such as https://storage.example.com.");
            }
        });
        return builder;
    }

    private static AwsCredentialsProvider credentials(Settings options, ConnectorContext context, Side side) {
        Optional<String> id = options.text("access_key");
        Optional<Secret> key = options.secret("secret_key");
        if (id.isPresent() != key.isPresent()) {
            throw side.invalid(context, "access_key", "Write access_key and secret_key, or neither.");
        }
        if (id.isEmpty() || key.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(options.secret("session_token")
                .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(token ->
                        AwsSessionCredentials.create(id.get(), key.get().reveal(), token.reveal()))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), key.get().reveal())));
    }
}
