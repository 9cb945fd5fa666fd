package io.serai.jmx;

import java.util.Map;

/** {@code io.serai:type=Run,name=KIND.NAME}. */
@Doc("The last run of a stream or a sync, with its books.")
public interface RunMXBean {
    @Doc("Its number; 0 if there was none.")
    long getId();

    @Doc("running, waiting, finished, failed, cancelled or held; empty if there was none.")
    String getState();

    @Doc("Such as the file's name.")
    String getDetail();

    @Doc("When it began, in UTC.")
    String getStartedAt();

    @Doc("How long it took, or has taken so far.")
    double getSeconds();

    @Doc("What it counted.")
    Map<String, Long> getBooks();

    @Doc("Whether these counts add up.")
    boolean isBalanced();

    @Doc("Why it failed; empty if it did not.")
    String getError();
}
