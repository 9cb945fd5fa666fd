package io.serai.jmx;

/** {@code io.serai:type=Destination,name=DESTINATION}. */
@Doc("An account that is sent to.")
public interface DestinationMXBean {
    @Doc("reachable, failed, or unknown while nothing was sent to it.")
    String getState();

    @Doc("Why the last run failed; empty unless that was its doing.")
    String getLastError();
}
