package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many wrong credentials came from each address in a minute. Right ones are never counted nor refused, so nobody is
 * locked out by a neighbour behind the same address. Forgets the address that was wrong first when there are too many.
 * Thread-safe.
 */
final class WrongKeys {
    /** As many as a person or a script with an old key may send before it is told to wait. */
    static final int MOST = 20;

    /** What is counted anew after it. */
    static final Duration SPAN = Duration.ofMinutes(1);

    static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>();

    WrongKeys(Clock clock) {
        this.clock = clock;
    }

    private record Tries(Instant since, int number) {}

    /**
     * Notes one more.
     *
     * @throws SeraiException TOO_MANY_ATTEMPTS
     */
    void note(InetAddress address) {
        if (count(network(address)) > MOST) {
            throw new SeraiException(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "More than " + MOST
                            + " wrong credentials came from your address within a minute. Mend the client, and"
                            + " send it again after a minute.");
        }
    }

    private synchronized int count(String network) {
        Instant now = clock.instant();
        Optional<Tries> known = Optional.ofNullable(tries.get(network))
                .filter(counted -> counted.since().plus(SPAN).isAfter(now));
        Tries next = known.map(counted -> new Tries(counted.since(), counted.number() + 1))
                .orElse(new Tries(now, 1));
        if (known.isEmpty()) {
            // To the end of the line: the first in it is who was wrong first.
            tries.remove(network);
        }
        tries.put(network, next);
        if (tries.size() > MOST_ADDRESSES) {
            tries.remove(tries.keySet().iterator().next());
        }
        return next.number();
    }

    /** Who has an IPv6 address has a whole network of them: its first 64 bits. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
