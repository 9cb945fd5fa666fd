package io.serai.group;

import io.serai.profile.GoldenRecord;
import io.serai.profile.Profile;
import io.serai.schema.Origin;
import java.util.List;
import java.util.Optional;

/** What a profile says, whether it is being made or was stored. */
@FunctionalInterface
public interface Said {
    /** The texts of a trait or of an identifier namespace. */
    List<String> texts(Origin origin);

    /** Of a profile that is being made. */
    static Said of(GoldenRecord golden) {
        return origin -> origin.isIdentifier()
                ? golden.identifiers().getOrDefault(origin.name(), List.of())
                : Optional.ofNullable(golden.traits().get(origin.name()))
                        .map(winner -> texts(winner.value()))
                        .orElse(List.of());
    }

    /** Of a stored profile. */
    static Said of(Profile profile) {
        return origin -> origin.isIdentifier()
                ? profile.identifiers().getOrDefault(origin.name(), List.of())
                : Optional.ofNullable(profile.traits().get(origin.name()))
                        .map(Said::texts)
                        .orElse(List.of());
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }
}
