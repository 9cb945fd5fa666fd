package io.serai.connector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what a place hands out instead of a secret of the configuration, such as the next refresh token, over restarts and
 * for every hub. Who gives another secret has its own successors. Thread-safe.
 */
public interface Vault {
    /**
     * What was kept last for a secret; the secret itself if nothing was.
     *
     * @param given as the configuration has it
     * @throws io.serai.error.SeraiException STORE_UNAVAILABLE
     */
    Secret newest(Secret given);

    /**
     * Keeps what is to be shown from now on.
     *
     * @param given as the configuration has it
     * @throws io.serai.error.SeraiException STORE_UNAVAILABLE; nothing is kept then
     */
    void keep(Secret given, Secret next);

    /** One that forgets with the process. */
    static Vault inMemory() {
        Map<String, Secret> kept = new ConcurrentHashMap<>();
        return new Vault() {
            @Override
            public Secret newest(Secret given) {
                return kept.getOrDefault(given.reveal(), given);
            }

            @Override
            public void keep(Secret given, Secret next) {
                kept.put(given.reveal(), next);
            }
        };
    }
}
