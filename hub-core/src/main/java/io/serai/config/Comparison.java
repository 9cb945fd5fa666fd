package io.serai.config;

import io.serai.config.ConfigReader.Identity;
import io.serai.config.DefinitionPlan.Effect;
import io.serai.config.DefinitionPlan.Step;
import io.serai.document.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of definitions beside what is written now. Made once, then read; not thread-safe. */
final class Comparison {
    /** Where the set stands while it is read with all else: no kind is called so, and it may name what the store's may. */
    private static final String FOLDER = Definitions.FOLDER + "given/";

    private final DefinitionSet set;
    private final Map<String, Definitions.Version> stored;
    private final Map<Identity, Written> present = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> replaced = new HashSet<>();
    private final Map<String, String> laid = new HashMap<>();

    /** @param stored the newest version of all that was ever made over the API, by file */
    Comparison(DefinitionSet set, List<Written> written, Map<String, Definitions.Version> stored) {
        this.set = set;
        this.stored = stored;
        written.forEach(item -> present.put(new Identity(item.kind(), item.name()), item));
        Set<Identity> wanted = new HashSet<>();
        set.files().forEach((file, text) -> {
            Optional<Identity> item = ConfigReader.identityOf(text);
            item.ifPresentOrElse(
                    // What it is cannot be told, so whoever reads it with all else says what is wrong with it.
                    known -> compare(file, text, known),
                    () -> laid.put(FOLDER + file, text));
            item.ifPresent(wanted::add);
        });
        if (set.prune()) {
            written.stream()
                    .filter(Written::stored)
                    .filter(item -> !wanted.contains(new Identity(item.kind(), item.name())))
                    .forEach(this::remove);
        }
        steps.sort(Comparator.comparing(Step::kind).thenComparing(Step::name));
    }

    private void compare(String file, String text, Identity item) {
        Optional<Written> now = Optional.ofNullable(present.get(item));
        String plain = DefinitionPlan.plain(text);
        boolean same = now.filter(known -> DefinitionPlan.plain(known.text()).equals(plain))
                .isPresent();
        Optional<Problem> obstacle = obstacle(file, item, now.filter(known -> !known.stored() && !same));
        if (obstacle.isPresent()) {
            problems.add(obstacle.get());
            return;
        }
        Effect effect = now.isEmpty() ? Effect.CREATED : same ? Effect.UNCHANGED : Effect.CHANGED;
        steps.add(step(item, file, effect, now, Optional.of(text)));
        if (now.isEmpty() || now.get().stored()) {
            laid.put(FOLDER + file, text);
            replaced.add(Definitions.file(item.kind(), item.name()));
        }
    }

    /** @param standing the file of the hub that says something else of the item */
    private Optional<Problem> obstacle(String file, Identity item, Optional<Written> standing) {
        String kind = item.kind().word();
        if (!set.kinds().contains(item.kind())) {
            return Optional.of(new Problem(
                    file, 1, "", "'" + kind + "' is not made over the API.", "Keep it with the hub's own files."));
        }
        return standing.map(known -> new Problem(
                file,
                1,
                "",
                "the " + kind + " '" + item.name() + "' stands in the hub's own file " + known.file()
                        + ", which goes before what the API says.",
                "Change that file, or remove one of the two."));
    }

    private void remove(Written item) {
        Identity identity = new Identity(item.kind(), item.name());
        steps.add(step(identity, item.file(), Effect.REMOVED, Optional.of(item), Optional.empty()));
        replaced.add(item.file());
    }

    private Step step(Identity item, String file, Effect effect, Optional<Written> now, Optional<String> after) {
        int version = Optional.ofNullable(stored.get(Definitions.file(item.kind(), item.name())))
                .map(Definitions.Version::version)
                .orElse(0);
        return new Step(item.kind(), item.name(), file, effect, version, now.map(Written::text), after);
    }

    /** Makes the files what they would be. */
    void lay(Map<String, String> files) {
        files.keySet().removeAll(replaced);
        files.putAll(laid);
    }

    /** @param wronged what would be wrong then and is not wrong now */
    DefinitionPlan plan(List<Problem> wronged) {
        List<Problem> all = new ArrayList<>(problems);
        wronged.forEach(problem -> all.add(new Problem(
                problem.file().replace(FOLDER, ""),
                problem.line(),
                problem.path(),
                problem.message().replace(FOLDER, ""),
                problem.cure())));
        return new DefinitionPlan(steps, all);
    }
}
