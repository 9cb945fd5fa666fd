package io.serai.export;

import java.util.List;
import java.util.Optional;

/**
 * Which profiles are exported, and what of them.
 *
 * @param segment whose members are meant; empty for everyone
 * @param fields none for all there are
 */
public record ProfileSelection(Optional<String> segment, List<String> fields) {
    public ProfileSelection {
        fields = List.copyOf(fields);
    }
}
