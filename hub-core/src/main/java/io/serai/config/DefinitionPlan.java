package io.serai.config;

import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a set of definitions would change, compared with what is written now.
 *
 * @param problems why it cannot be done, by the names of the files as they were given; empty if it can
 */
public record DefinitionPlan(List<Step> steps, List<Problem> problems) {
    public DefinitionPlan {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
    }

    /** What becomes of an item. */
    public enum Effect {
        CREATED,
        CHANGED,
        /** It says the same already, be it in other words. */
        UNCHANGED,
        REMOVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What becomes of one item.
     *
     * @param file as it was given; of what is removed, as the hub names it
     * @param version the one made over the API that it is a change of; 0 if there never was one
     * @param before as it is written now
     * @param after as it was given
     */
    public record Step(
            Kind kind,
            String name,
            String file,
            Effect effect,
            int version,
            Optional<String> before,
            Optional<String> after) {
        Definitions.Change change() {
            return new Definitions.Change(kind, name, after, Optional.of(version));
        }
    }

    /** The steps that change something. */
    public List<Step> changes() {
        return steps.stream().filter(step -> step.effect() != Effect.UNCHANGED).toList();
    }

    /** Tells plans apart: the same one comes of the same files as long as nobody changes what they would change. */
    public String tag() {
        StringBuilder all = new StringBuilder();
        changes().forEach(step -> all.append(step.change()).append('\n'));
        return ConfigFiles.version(all.toString());
    }

    /** @throws SeraiException CONFLICT if this is not the plan that was seen */
    public void require(String seen) {
        if (!tag().equals(seen)) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "What was to be changed is not what it was when the plan was made: somebody else has changed it."
                            + " Look at the plan again.");
        }
    }

    /** A definition without comments, in one layout, so that only what it says is compared; as it is if it cannot be read. */
    public static String plain(String text) {
        return Document.parse("", text, new Problems())
                .map(root -> Document.yaml(root.toJson()))
                .orElse(text);
    }
}
