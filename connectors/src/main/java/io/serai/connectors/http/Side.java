package io.serai.connectors.http;

import io.serai.error.ErrorCode;
import java.util.Locale;

/** Which way an account is used; says how its failures are called. */
enum Side {
    SOURCE(
            ErrorCode.SOURCE_UNREACHABLE,
            ErrorCode.SOURCE_BUSY,
            ErrorCode.SOURCE_FAILED,
            ErrorCode.SOURCE_UNINTELLIGIBLE,
            ErrorCode.SOURCE_REFUSED_CREDENTIAL,
            ErrorCode.SOURCE_FORBIDDEN),
    DESTINATION(
            ErrorCode.DESTINATION_UNREACHABLE,
            ErrorCode.DESTINATION_BUSY,
            ErrorCode.DESTINATION_FAILED,
            ErrorCode.DESTINATION_UNINTELLIGIBLE,
            ErrorCode.DESTINATION_REFUSED_CREDENTIAL,
            ErrorCode.DESTINATION_REFUSED_CREDENTIAL);

    final ErrorCode unreachable;
    final ErrorCode busy;
    final ErrorCode failed;
    final ErrorCode unintelligible;
    final ErrorCode refusedCredential;
    final ErrorCode forbidden;

    Side(
            ErrorCode unreachable,
            ErrorCode busy,
            ErrorCode failed,
            ErrorCode unintelligible,
            ErrorCode refusedCredential,
            ErrorCode forbidden) {
        this.unreachable = unreachable;
        this.busy = busy;
        this.failed = failed;
        this.unintelligible = unintelligible;
        this.refusedCredential = refusedCredential;
        this.forbidden = forbidden;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a status that asks to try again is called. */
    ErrorCode retry(int status) {
        return status == 429 ? busy : failed;
    }
}
