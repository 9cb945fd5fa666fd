package io.serai.config;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of some files say what the stored data is made with, and what is applied in their place.
 *
 * @param files texts by file
 * @param earlier the last good version of each file: one that cannot be read now is what it was then
 */
record Kinds(Map<String, String> files, Map<String, String> earlier) {

    /** @throws SeraiException CONFIG_INVALID if there is no schema or there are no rules */
    Applied.Texts texts() {
        SortedMap<String, String> models = new TreeMap<>(files);
        models.keySet().retainAll(of(Kind.MODEL));
        return new Applied.Texts(text(Kind.SCHEMA), text(Kind.IDENTITY), models);
    }

    /** The files, with what is applied in the place of theirs. */
    SortedMap<String, String> with(Applied.Texts applied) {
        SortedMap<String, String> all = new TreeMap<>(files);
        replace(all, Kind.SCHEMA, applied.schema());
        replace(all, Kind.IDENTITY, applied.identity());
        all.keySet().removeAll(of(Kind.MODEL));
        all.putAll(applied.models());
        return all;
    }

    private void replace(SortedMap<String, String> all, Kind kind, String text) {
        List<String> ofKind = of(kind);
        all.keySet().removeAll(ofKind);
        all.put(ofKind.stream().findFirst().orElse(kind.word() + ".yaml"), text);
    }

    private String text(Kind kind) {
        return of(kind).stream()
                .map(file -> files.getOrDefault(file, ""))
                .findFirst()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID, "There is no file of kind '" + kind.word() + "'. Write one."));
    }

    private List<String> of(Kind kind) {
        return files.keySet().stream()
                .filter(file -> kindOf(file).equals(Optional.of(kind)))
                .toList();
    }

    private Optional<Kind> kindOf(String file) {
        return ConfigReader.kindOf(files.getOrDefault(file, ""))
                .or(() -> ConfigReader.kindOf(earlier.getOrDefault(file, "")));
    }
}
