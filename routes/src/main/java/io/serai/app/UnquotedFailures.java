package io.serai.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.serai.error.Traces;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps what Camel's components say of failures out of the log: they quote addresses and bodies, and with them
 * credentials and people's data. The failures' kinds and places are logged instead.
 */
public final class UnquotedFailures extends TurboFilter {
    private static final String CAMEL = "org.apache.camel.";

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable failure) {
        if (failure == null || !logger.getName().startsWith(CAMEL) || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        LoggerFactory.getLogger(UnquotedFailures.class)
                .warn("{}: {}", logger.getName().substring(CAMEL.length()), Traces.withoutMessages(failure));
        return FilterReply.DENY;
    }
}
