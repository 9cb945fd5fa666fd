package io.serai.cli;

/** How the process ends; scripts rely on these. */
enum Exit {
    DONE(0),
    /** The hub or a destination said no, or a run failed. */
    FAILED(1),
    /** The command is not understood. */
    USAGE(2),
    /** Finished, but some records were refused or there are findings. */
    FINDINGS(3),
    /** Not authenticated, or not allowed. */
    ACCESS(4),
    NOT_FOUND(5),
    /** No hub answers at the address. */
    UNREACHABLE(6);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The exit of a problem the hub answered with. */
    static Exit of(int httpStatus, String code) {
        if (httpStatus == 401 || httpStatus == 403 || httpStatus == 429) {
            return ACCESS;
        }
        if (httpStatus == 404) {
            return NOT_FOUND;
        }
        return switch (code) {
            case "USAGE" -> USAGE;
            case "CONFIG_INVALID" -> FINDINGS;
            default -> FAILED;
        };
    }
}
