package io.serai.connectors.s3;

import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a refusal means and what to do about it; the service's own words stay out, for they may name objects. */
final class S3Failures {
    private static final Set<String> CREDENTIAL = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "RequestTimeTooSkewed",
            "InvalidSecurity");
    private static final Set<String> REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    private static final Set<String> BUSY =
            Set.of("SlowDown", "RequestLimitExceeded", "Throttling", "ServiceUnavailable");

    private final Side side;
    private final String name;
    private final String bucket;

    S3Failures(Side side, String name, String bucket) {
        this.side = side;
        this.name = name;
        this.bucket = bucket;
    }

    SeraiException of(SdkException failure) {
        if (failure instanceof S3Exception answer) {
            return ofAnswer(answer);
        }
        boolean keyless = failure instanceof SdkClientException
                && String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
        return keyless
                ? say(
                        side.refusedCredential,
                        "has no access key",
                        "Write access_key and secret_key, or set the machine up for Amazon's.",
                        failure)
                : say(side.unreachable, "does not answer", "Check endpoint, region and the network.", failure);
    }

    private SeraiException ofAnswer(S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        int status = answer.statusCode();
        if (CREDENTIAL.contains(code) || status == 401) {
            return say(
                    side.refusedCredential,
                    "refused the access key",
                    "Check access_key, secret_key and the machine's clock.",
                    answer);
        }
        if (REGION.contains(code) || status == 301) {
            return say(ErrorCode.CONFIG_INVALID, "is in another region", "Write its region.", answer);
        }
        if (code.equals("NoSuchBucket") || status == 404) {
            return say(ErrorCode.CONFIG_INVALID, "is not there", "Check bucket and endpoint.", answer);
        }
        if (status == 403) {
            return say(side.forbidden, "does not let this key do that", rights(), answer);
        }
        if (BUSY.contains(code) || status == 429 || status == 503) {
            return say(side.busy, "asked to slow down", side.again(), answer);
        }
        return say(side.failed, "failed with status " + status, side.again(), answer);
    }

    private String rights() {
        return side == Side.SOURCE
                ? "Grant s3:ListBucket and s3:GetObject, for 'after' s3:PutObject and s3:DeleteObject too."
                : "Grant s3:PutObject, and s3:DeleteObject for its check.";
    }

    private SeraiException say(ErrorCode code, String what, String cure, Throwable cause) {
        return new SeraiException(
                code, "The bucket '" + bucket + "' of " + side.named(name) + " " + what + ". " + cure, cause);
    }
}
