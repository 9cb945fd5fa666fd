package io.serai.connectors.s3;

import io.serai.connectors.Side;
import io.serai.connectors.filedrop.Place;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket's objects under a prefix, to put files at. S3 shows an object whole or not at all. */
final class S3Place implements Place {
    /** What S3 takes in one request. */
    private static final long MOST_BYTES = 5L << 30;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final String destination;
    private final S3Failures failures;

    S3Place(S3Client client, String bucket, String prefix, String destination) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.destination = destination;
        this.failures = new S3Failures(Side.DESTINATION, destination, bucket);
    }

    @Override
    public void check() {
        String probe = prefix + ".serai-probe-" + UUID.randomUUID();
        asking(() -> {
            client.putObject(request -> request.bucket(bucket).key(probe), RequestBody.empty());
            client.deleteObject(request -> request.bucket(bucket).key(probe));
        });
    }

    @Override
    public void put(Path draft, String name, long rows) throws IOException {
        long size = Files.size(draft);
        if (size > MOST_BYTES) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "A file for " + Side.DESTINATION.named(destination) + " is larger than the " + (MOST_BYTES >> 30)
                            + " GiB that S3 takes at once. Write 'gzip: true', or divide the segment.");
        }
        asking(() ->
                client.putObject(request -> request.bucket(bucket).key(prefix + name), RequestBody.fromFile(draft)));
    }

    private void asking(Runnable question) {
        try {
            question.run();
        } catch (SdkException e) {
            throw failures.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
