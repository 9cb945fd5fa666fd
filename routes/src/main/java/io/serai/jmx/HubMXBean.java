package io.serai.jmx;

/** The hub as a whole: {@code io.serai:type=Hub,name=HUB}. */
public interface HubMXBean {
    String getVersion();

    String getStartedAt();

    boolean isReady();

    long getProfiles();

    long getOpenDeadLetters();

    int getConfigProblems();

    /** Kinds of configuration that wait to be applied. */
    String[] getPending();
}
