package io.serai.segment;

import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.schema.ProfileSchema;
import io.serai.segment.Condition.OnEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event and the steps after it, each as a count of the profiles that came so far. Immutable. */
public final class Funnel {
    private final OnEvents condition;

    private Funnel(OnEvents condition) {
        this.condition = condition;
    }

    /**
     * A prefix of the funnel.
     *
     * @param description its last step, in one line
     * @param sql counts the profiles in one column; more conditions on the first event {@code e} and its record {@code r} may
     *     follow, each after an AND
     * @param values what is to be bound
     */
    public record Step(String description, String sql, Map<String, Object> values) {}

    /**
     * Reads a condition on events such as {@code {event: view, then: [{event: order, within: 7d}]}}.
     *
     * @throws io.serai.error.SeraiException CONFIG_INVALID with all problems
     */
    public static Funnel read(String definition, ProfileSchema schema) {
        Problems problems = new Problems();
        Optional<Condition> condition = Document.parse("funnel", definition, problems)
                .filter(root -> EventShape.FUNNEL.accepts(root))
                .flatMap(root -> new EventReader(schema).read(root));
        problems.throwIfAny();
        return new Funnel((OnEvents) condition.orElseThrow());
    }

    /** From the event alone to all steps. A step that must not happen narrows the one before it. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int count = 0; count <= condition.then().size(); count++) {
            String description = count == 0
                    ? "{" + condition.events().describe("event") + "}"
                    : condition.then().get(count - 1).describe();
            steps.add(step(description, condition.then().subList(0, count)));
        }
        return steps;
    }

    private Step step(String description, List<Condition.Step> then) {
        Parameters parameters = new Parameters();
        List<String> conditions = new EventFilterCompiler(parameters).compile("e", condition.events(), then);
        return new Step(
                description,
                "SELECT COUNT(DISTINCT r.profile_id) FROM " + Scope.EVERYONE.from(Scope.Rows.EVENTS) + " WHERE "
                        + String.join(" AND ", conditions) + " AND r.profile_id > 0",
                parameters.values());
    }
}
