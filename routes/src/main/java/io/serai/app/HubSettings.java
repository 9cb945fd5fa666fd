package io.serai.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a hub is started with.
 *
 * @param config the configuration's folder
 * @param environment the variables the configuration may name
 */
public record HubSettings(Path config, Map<String, String> environment, Clock clock) {
    /** A hub over a folder, with this process's environment and clock. */
    public static HubSettings of(Path config) {
        return new HubSettings(config, System.getenv(), Clock.systemUTC());
    }

    @Override
    public String toString() {
        return "HubSettings[" + config + "]";
    }
}
