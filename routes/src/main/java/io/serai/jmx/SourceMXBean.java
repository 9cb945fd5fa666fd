package io.serai.jmx;

import java.util.Map;

/** A stream of a source: {@code io.serai:type=Source,name=SOURCE.STREAM}. */
public interface SourceMXBean {
    /** started, paused or stopped. */
    String getState();

    long getLastRun();

    String getLastRunState();

    String getLastRunAt();

    Map<String, Long> getBooks();

    /** Of the last run. */
    double getRecordsPerSecond();

    String getLastError();

    /** Takes in nothing more until it is resumed, in any hub; a read under way ends at its next batch. */
    void pause();

    void resume();
}
