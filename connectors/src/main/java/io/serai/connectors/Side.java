package io.serai.connectors;

import io.serai.connector.ConnectorContext;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Locale;

/** Which way a system is used, to pull from it or to push to it; says how its failures are called. */
public enum Side {
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

    public final ErrorCode unreachable;
    public final ErrorCode busy;
    public final ErrorCode failed;
    public final ErrorCode unintelligible;
    public final ErrorCode refusedCredential;
    public final ErrorCode forbidden;

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

    /** The word for a person. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a status that asks to try again is called. */
    public ErrorCode retry(int status) {
        return status == 429 ? busy : failed;
    }

    /** How a message names one of them, such as {@code source 'crm'}. */
    public String named(String name) {
        return word() + " '" + name + "'";
    }

    /** What a message promises, whose failure is a passing one. */
    public String again() {
        return this == SOURCE ? "Nothing is lost; the next look goes on." : "Nothing is lost; it is sent again.";
    }

    /** What to throw for an option that is well formed and still cannot be used. */
    public SeraiException invalid(ConnectorContext context, String option, String cure) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                "The option " + option + " of " + named(context.name()) + " cannot be used. " + cure);
    }
}
