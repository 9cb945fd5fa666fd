package io.serai.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a request may see personal data. Each time it does, the log says so, with the reason and without the data. */
final class Reveal {
    private static final Logger LOG = LoggerFactory.getLogger("io.serai.audit");
    private static final int MAX_REASON = 200;

    private Reveal() {}

    /** @param what such as {@code profile 12} */
    static boolean allowed(Request request, String what) {
        String reason = request.header("x-serai-reveal").orElse("").strip();
        if (reason.isEmpty()) {
            return false;
        }
        String cut = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        LOG.info("revealed {}: {}", what, cut.replaceAll("\\p{Cntrl}", " "));
        return true;
    }
}
