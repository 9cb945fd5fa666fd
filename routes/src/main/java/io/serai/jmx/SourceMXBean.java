package io.serai.jmx;

import java.util.Map;

/** {@code io.serai:type=Source,name=SOURCE.STREAM}. */
@Doc("A stream of a source.")
public interface SourceMXBean {
    @Doc("started, stopped, paused, failed or held.")
    String getState();

    @Doc("The number of the last import; 0 if there was none.")
    long getLastRun();

    @Doc("running, finished, failed, cancelled or held; empty if there was none.")
    String getLastRunState();

    @Doc("When the last import began, in UTC.")
    String getLastRunAt();

    @Doc("The counts of the last import: read = stored + unchanged + invalid + suppressed.")
    Map<String, Long> getBooks();

    @Doc("How fast the last import went.")
    double getRecordsPerSecond();

    @Doc("Why the last import failed; empty if it did not.")
    String getLastError();

    @Doc("Ends the read under way at its next batch; the next one goes on there.")
    void cancel();

    @Doc("Takes in nothing more until it is resumed, in any hub; a read under way ends at its next batch.")
    void pause();

    @Doc("Ends a pause.")
    void resume();
}
