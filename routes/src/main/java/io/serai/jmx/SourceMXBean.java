package io.serai.jmx;

import java.util.Map;

/** A stream of a source: {@code io.serai:type=Source,name=SOURCE.STREAM}. */
public interface SourceMXBean {
    /** started, suspended or stopped. */
    String getState();

    long getLastRun();

    String getLastRunState();

    String getLastRunAt();

    Map<String, Long> getBooks();

    /** Of the last run. */
    double getRecordsPerSecond();

    String getLastError();

    /** Takes in nothing more; an import under way goes on to its end. */
    void pause();

    void resume();
}
