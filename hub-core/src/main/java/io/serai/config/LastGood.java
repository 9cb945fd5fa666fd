package io.serai.config;

import io.serai.document.Problem;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the configuration nearest to the files that can run: a file with problems is taken in its last good version; one
 * that has none, or whose last good version has lost what it builds on, is left out. Everything else goes forward.
 */
final class LastGood {
    private final ConfigReader reader;
    private final Map<String, String> good;

    /** @param good the texts that ran last, by file */
    LastGood(ConfigReader reader, Map<String, String> good) {
        this.reader = reader;
        this.good = Map.copyOf(good);
    }

    /** A configuration that runs, the texts it is made of, and what is wrong with the others. */
    record Settled(HubConfig config, SortedMap<String, String> texts, List<Problem> problems) {}

    /** @throws SeraiException CONFIG_INVALID if nothing that could run is left */
    Settled settle(Map<String, String> wanted) {
        SortedMap<String, String> texts = new TreeMap<>(wanted);
        Set<Problem> problems = new LinkedHashSet<>();
        while (true) {
            ConfigReader.Result result = reader.read(texts);
            problems.addAll(result.problems());
            if (result.flawless().isPresent()) {
                return new Settled(result.flawless().get(), texts, List.copyOf(problems));
            }
            Set<String> bad = result.problems().stream()
                    .map(Problem::file)
                    .filter(texts::containsKey)
                    .collect(Collectors.toSet());
            if (bad.isEmpty()) {
                throw invalid(problems);
            }
            stepBack(texts, bad);
        }
    }

    /** Each step takes back a change or takes out a file, so there are finitely many. */
    private void stepBack(SortedMap<String, String> texts, Set<String> bad) {
        Set<String> changed = bad.stream()
                .filter(file -> !Objects.equals(texts.get(file), good.get(file)))
                .collect(Collectors.toSet());
        if (changed.isEmpty()) {
            texts.keySet().removeAll(bad);
            return;
        }
        for (String file : changed) {
            String before = good.get(file);
            if (before == null) {
                texts.remove(file);
            } else {
                texts.put(file, before);
            }
        }
    }

    static SeraiException invalid(Collection<Problem> problems) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
