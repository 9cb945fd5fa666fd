package io.serai.error;

/**
 * The one unchecked exception Serai throws on purpose. The message says what failed, which name, and what to do; it
 * never carries a value that may be personal data.
 */
public final class SeraiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public SeraiException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public SeraiException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
