package io.serai.connector.testkit;

import io.serai.connector.Connector;
import io.serai.connector.Transport;
import java.util.List;
import java.util.Map;

/**
 * A destination's connector beside a place it sends to, for {@link DestinationContract}. Members are known by {@code
 * email} and have the fields {@code FNAME} and {@code LNAME}. Fixtures are used by one test each.
 */
public interface DestinationFixture extends AutoCloseable {
    /** The identifier of a member that the place refuses. */
    String REFUSED = "nobody@refused.example";

    Connector connector();

    /** Options that work, as YAML flow. */
    String options();

    /** The audience that members go to, as YAML flow. */
    default String audience() {
        return "{}";
    }

    /** What HTTP requests are sent by. */
    default Transport transport() {
        return request -> {
            throw new IllegalStateException("a fixture of an HTTP destination brings its own transport");
        };
    }

    /** Whether there is this behaviour; every no is a line of this method. */
    default boolean has(DestinationBehavior behavior) {
        return true;
    }

    /** The values of the options that must never be shown. */
    List<String> secrets();

    /** Who is in the audience at the place, by identifier, each with the fields it knows a value of. */
    Map<String, Map<String, String>> held();

    /** From now on the place behaves so, until {@link #mend}. */
    void ail(DestinationBehavior behavior);

    /** The place is in order again. */
    void mend();

    /** Options that lead nowhere, if there is an address. */
    String wrongAddress();

    /** Options with a credential that is refused, if there is one. */
    String wrongCredential();

    @Override
    void close();
}
