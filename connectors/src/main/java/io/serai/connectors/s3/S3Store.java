package io.serai.connectors.s3;

import io.serai.connectors.Side;
import io.serai.connectors.objects.ObjectStore;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket under a prefix. S3 shows whole objects only. */
final class S3Store implements ObjectStore {
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;
    /** Objects in these classes must be restored by hand before they can be read. */
    private static final Set<ObjectStorageClass> ARCHIVED =
            EnumSet.of(ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final S3Failures failures;

    S3Store(S3Client client, String bucket, String prefix, String source) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.failures = new S3Failures(Side.SOURCE, source, bucket);
    }

    @Override
    public void check() {
        asking(() -> client.listObjectsV2(
                request -> request.bucket(bucket).prefix(prefix).maxKeys(1)));
    }

    @Override
    public List<Listed> list(String folder, boolean deep) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix + folder);
        if (!deep) {
            request.delimiter("/");
        }
        return asking(() -> {
            List<Listed> found = new ArrayList<>();
            client.listObjectsV2Paginator(request.build()).contents().stream()
                    .filter(S3Store::isReadable)
                    .forEach(object -> found.add(listed(object)));
            return found;
        });
    }

    /** A name that ends in / is how some tools draw a folder. */
    private static boolean isReadable(S3Object object) {
        return !object.key().endsWith("/") && !ARCHIVED.contains(object.storageClass());
    }

    private Listed listed(S3Object object) {
        String etag = object.eTag().replace("\"", "");
        return new Listed(
                object.key().substring(prefix.length()),
                etag,
                object.lastModified(),
                object.size(),
                // The tag of what was uploaded in one part, and not encrypted with a key of the customer's.
                etag.matches("[0-9a-f]{32}") ? etag : "");
    }

    @Override
    public InputStream open(Listed object, long offset) throws IOException {
        try {
            return new Body(client.getObject(request -> request.bucket(bucket)
                    .key(prefix + object.name())
                    .ifMatch('"' + object.version() + '"')
                    .range(offset > 0 ? "bytes=" + offset + "-" : null)));
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
                throw new SeraiException(
                        ErrorCode.SOURCE_BUSY,
                        "The object '" + object.name() + "' was replaced or removed since it was listed. The next look"
                                + " takes it as it is.",
                        e);
            }
            throw failures.of(e);
        } catch (SdkClientException e) {
            throw new IOException("the object cannot be opened", e);
        }
    }

    @Override
    public void move(Listed object, String target) {
        asking(() -> client.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(prefix + object.name())
                .copySourceIfMatch('"' + object.version() + '"')
                .destinationBucket(bucket)
                .destinationKey(prefix + target)));
        delete(object);
    }

    @Override
    public void delete(Listed object) {
        asking(() -> client.deleteObject(request -> request.bucket(bucket).key(prefix + object.name())));
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw failures.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Closing aborts: S3 would send the rest of a large object before it hears that nobody wants it. */
    private static final class Body extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> response;

        Body(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            try {
                return response.read(bytes, start, length);
            } catch (SdkException e) {
                throw new IOException("the connection broke", e);
            }
        }

        @Override
        public void close() {
            response.abort();
        }
    }
}
