package io.serai.error;

/** Stack traces for the log. A driver's message may quote a value, which may be personal data; a trace needs none. */
public final class Traces {
    private static final int DEEPEST = 20;

    private Traces() {}

    /** The failure and its causes, each with its class and where it came from; messages only of our own exceptions. */
    public static String withoutMessages(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause()) {
            trace.append(depth++ == 0 ? "" : System.lineSeparator() + "caused by ")
                    .append(cause.getClass().getName());
            if (cause instanceof SeraiException known) {
                trace.append(' ').append(known.code()).append(": ").append(known.getMessage());
            }
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        return trace.toString();
    }
}
