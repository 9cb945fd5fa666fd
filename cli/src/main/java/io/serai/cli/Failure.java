package io.serai.cli;

/** Ends a command: why, for a person, and the exit status. The code is the hub's own, or one of this class's words. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final String code;
    private final String requestId;

    Failure(Exit exit, String code, String message, String requestId) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.requestId = requestId;
    }

    static Failure usage(String message) {
        return new Failure(Exit.USAGE, "USAGE", message, "");
    }

    Exit exit() {
        return exit;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** Finds the request in the hub's log; empty if no hub answered. */
    String requestId() {
        return requestId;
    }
}
