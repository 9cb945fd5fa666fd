package io.serai.config;

import io.serai.document.Problem;
import java.util.List;

/**
 * An item of the configuration as it is written now, whether it can run or not.
 *
 * @param file its path below the configuration's folder, or what stands for that of an item made over the API
 * @param stored whether it was made over the API
 * @param version {@code v1}, {@code v2} and so on if it was made over the API; else as in {@link ConfigItem}
 * @param problems why it does not run as it is written
 */
public record Written(
        Kind kind, String name, String file, boolean stored, String version, String text, List<Problem> problems) {
    public Written {
        problems = List.copyOf(problems);
    }
}
