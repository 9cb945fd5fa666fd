package io.serai.jmx;

/** {@code io.serai:type=Hub,name=HUB}. */
@Doc("The hub as a whole. Its notifications tell what has come to need somebody, and what no longer does.")
public interface HubMXBean {
    @Doc("The version of Serai.")
    String getVersion();

    @Doc("When the hub was started, in UTC.")
    String getStartedAt();

    @Doc("Whether the hub can do its work.")
    boolean isReady();

    @Doc("Live profiles.")
    long getProfiles();

    @Doc("Dead letters that wait for a person.")
    long getOpenDeadLetters();

    @Doc("Problems of the files as they are now.")
    int getConfigProblems();

    @Doc("What needs somebody, the most harmful first: code, kind and name of each.")
    String[] getAttention();

    @Doc("Kinds of configuration that wait to be applied.")
    String[] getPending();
}
