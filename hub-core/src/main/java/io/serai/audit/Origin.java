package io.serai.audit;

/**
 * Who asked for something.
 *
 * @param actor such as {@code key:warehouse}
 * @param request the request's id; empty for what came by no request
 */
public record Origin(String actor, String request) {
    /** Whoever steers the hub over JMX, which only this machine's own users can. */
    public static final Origin JMX = new Origin("jmx", "");
}
