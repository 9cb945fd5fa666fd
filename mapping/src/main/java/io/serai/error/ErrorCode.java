package io.serai.error;

/**
 * Every way Serai can fail, once. A code means the same in the API's problem body, the CLI's exit status, a log field,
 * a metric label and a dead letter; docs/reference/errors.md is generated from this list.
 */
public enum ErrorCode {
    CONFIG_INVALID(1001, ErrorType.USER, false, "A configuration file cannot be used as it is."),
    CONFIG_UNREADABLE(1002, ErrorType.USER, false, "A configuration file or folder cannot be read."),
    SECRET_MISSING(1003, ErrorType.USER, false, "A secret reference names a variable or file that is not there."),

    FIELD_MISSING(2001, ErrorType.USER, false, "A field the mapping needs is absent or empty."),
    FIELD_INVALID(2002, ErrorType.USER, false, "A field's value is not of its type."),
    FIELD_TOO_LONG(2003, ErrorType.USER, false, "A field's value is longer than the profile schema allows."),
    RECORD_MALFORMED(2004, ErrorType.USER, false, "A record cannot be parsed."),
    RECORD_TOO_LARGE(2005, ErrorType.USER, false, "A record is larger or deeper than the limits allow."),
    EXPRESSION_FAILED(2006, ErrorType.USER, false, "A mapping expression failed on this record."),
    FILE_UNREADABLE(2007, ErrorType.USER, false, "A data file cannot be read: wrong encoding, truncated or damaged."),
    CHECKPOINT_INVALID(2008, ErrorType.USER, false, "A checkpoint does not belong to what it is used for."),

    USAGE(3001, ErrorType.USER, false, "The request is not understood as it is written."),
    NOT_FOUND(3002, ErrorType.NOT_FOUND, false, "What was named does not exist."),
    NOT_AUTHENTICATED(3003, ErrorType.ACCESS, false, "No valid credential came with the request."),
    NOT_ALLOWED(3004, ErrorType.ACCESS, false, "The credential does not allow this."),
    CONFLICT(3005, ErrorType.USER, false, "The request contradicts the present state."),
    TOO_COSTLY(3006, ErrorType.USER, false, "The request takes more work than one answer may cost."),
    METHOD_NOT_OFFERED(3007, ErrorType.USER, false, "What was named is there, but not for this method."),
    TOO_MANY_ATTEMPTS(3008, ErrorType.ACCESS, false, "Too many wrong credentials came from one address."),
    NOT_MATCHED(3009, ErrorType.USER, false, "The identity rules weigh no records, so there are no possible matches."),

    STORE_UNAVAILABLE(4001, ErrorType.RESOURCES, true, "MariaDB cannot be reached or refuses work."),
    STORE_CONFLICT(4002, ErrorType.RESOURCES, true, "Another transaction was in the way and retries ran out."),
    STORE_UNSAFE(4003, ErrorType.USER, false, "MariaDB runs with settings that could lose committed data."),
    STORE_VERSION(4004, ErrorType.USER, false, "The store's schema or server version is not one this hub supports."),
    LEASE_LOST(4005, ErrorType.RESOURCES, true, "Another hub holds the work this one was doing."),
    ISSUER_UNREACHABLE(4006, ErrorType.RESOURCES, true, "The issuer of a token cannot be asked for its keys."),
    RULES_OVERTAKEN(
            4007,
            ErrorType.RESOURCES,
            true,
            "Another hub has applied a schema or rules that this one has yet to take over."),

    DESTINATION_UNREACHABLE(5001, ErrorType.EXTERNAL, true, "The destination cannot be reached or timed out."),
    DESTINATION_BUSY(5002, ErrorType.EXTERNAL, true, "The destination asked to slow down."),
    DESTINATION_FAILED(5003, ErrorType.EXTERNAL, true, "The destination failed on its side."),
    DESTINATION_UNINTELLIGIBLE(5004, ErrorType.EXTERNAL, true, "The destination's answer cannot be understood."),
    DESTINATION_REFUSED_CREDENTIAL(5005, ErrorType.EXTERNAL, false, "The destination refused the credential."),
    DESTINATION_REJECTED(5006, ErrorType.EXTERNAL, false, "The destination rejected this member."),
    DESTINATION_GAVE_UP(5007, ErrorType.EXTERNAL, false, "Retries ran past the horizon without an answer."),
    SOURCE_UNREACHABLE(5101, ErrorType.EXTERNAL, true, "The source cannot be reached or timed out."),
    SOURCE_BUSY(5102, ErrorType.EXTERNAL, true, "The source asked to slow down."),
    SOURCE_FAILED(5103, ErrorType.EXTERNAL, true, "The source failed on its side."),
    SOURCE_UNINTELLIGIBLE(5104, ErrorType.EXTERNAL, true, "The source's answer cannot be understood."),
    SOURCE_REFUSED_CREDENTIAL(5105, ErrorType.EXTERNAL, false, "The source refused the credential."),
    SOURCE_FORBIDDEN(5106, ErrorType.EXTERNAL, false, "The credential lacks a right at the source."),
    SOURCE_SCHEMA_CHANGED(
            5107, ErrorType.EXTERNAL, false, "A field that the mapping needs is gone or has another type."),
    CURSOR_INVALID(
            5108,
            ErrorType.EXTERNAL,
            false,
            "The source no longer knows where the last read ended; 'serai source reset' begins again."),

    BRAKE(6001, ErrorType.USER, false, "The changes are abnormal; they wait for a person."),
    BOOKS_UNBALANCED(6002, ErrorType.INTERNAL, false, "A run's counts do not add up."),
    KEY_UNUSABLE(6003, ErrorType.USER, false, "The encryption key is missing or does not fit this store."),
    ERASURE_WAITS(6004, ErrorType.USER, false, "A destination still knows people who must be forgotten."),
    SEGMENT_BEHIND(6005, ErrorType.RESOURCES, true, "A segment is not kept up with the profiles."),
    DEAD_LETTERS_OPEN(6006, ErrorType.USER, false, "Dead letters wait for a person."),
    CREDENTIAL_ENDS(6007, ErrorType.USER, false, "A key, token or certificate ends soon, or has ended."),
    API_ENDS(6008, ErrorType.EXTERNAL, false, "The version of an API that a connector uses ends soon, or has ended."),
    CHANGES_PENDING(6009, ErrorType.USER, false, "Changes of the configuration wait to be applied."),
    ALERT_UNDELIVERED(6010, ErrorType.EXTERNAL, true, "An alert could not be delivered."),
    INGEST_WAITS(6011, ErrorType.RESOURCES, true, "A batch is held up, and with it all that comes in."),
    ERASE_BY_HAND(6012, ErrorType.USER, false, "A destination cannot erase somebody; a person has to, there."),
    REQUEST_OVERDUE(6013, ErrorType.USER, false, "What somebody asked about their data is past the law's due date."),
    INTERNAL(9001, ErrorType.INTERNAL, false, "A defect of Serai.");

    private final int number;
    private final ErrorType type;
    private final boolean retriable;
    private final String summary;

    ErrorCode(int number, ErrorType type, boolean retriable, String summary) {
        this.number = number;
        this.type = type;
        this.retriable = retriable;
        this.summary = summary;
    }

    public int number() {
        return number;
    }

    public ErrorType type() {
        return type;
    }

    /** Whether the same work may succeed later without anyone changing it; such a failure is never dead-lettered. */
    public boolean isRetriable() {
        return retriable;
    }

    /** One sentence for a person. */
    public String summary() {
        return summary;
    }
}
