package io.serai.document;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects problems, so that a user sees all of them at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    public void add(Problem problem) {
        problems.add(problem);
    }

    public void addAll(Problems other) {
        problems.addAll(other.problems);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** How many so far; compare before and after to learn whether a step added any. */
    public int count() {
        return problems.size();
    }

    /** All problems by file and line. */
    public List<Problem> list() {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .toList();
    }

    /** Throws {@link ErrorCode#CONFIG_INVALID} with every problem on a line of its own, if there is any. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
