package io.serai.jmx;

import java.util.Map;

/** The last run of a stream or a sync, with its books: {@code io.serai:type=Run,name=KIND.NAME}. */
public interface RunMXBean {
    /** 0 if there was none. */
    long getId();

    /** Empty if there was none. */
    String getState();

    /** Such as the file's name. */
    String getDetail();

    String getStartedAt();

    double getSeconds();

    Map<String, Long> getBooks();

    boolean isBalanced();

    String getError();
}
