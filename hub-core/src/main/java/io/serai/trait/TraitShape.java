package io.serai.trait;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.segment.EventSelection;
import io.serai.trait.Arithmetic.Operator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a computed trait looks like in YAML. */
final class TraitShape {
    /** How many items a list may have, and has unless said. */
    static final int MOST_ITEMS = 50;

    static final int USUAL_ITEMS = 20;
    /** The digits after the point that the store keeps. */
    static final int DIGITS = 6;

    private static final String ARITHMETIC = "arithmetic";

    /** Stands for {@link #STEP} wherever a number may be written. */
    private static final Shape SELF = Shape.lazy(ARITHMETIC, () -> TraitShape.STEP);

    private static final Shape STEP = Shape.either(Shape.text(), step());

    static final ObjectShape FILE = Shape.object("computed trait")
            .required("trait", Shape.name(), "The trait's name; no trait of the profile schema has it.")
            .optional("description", Shape.text(), "What it says of a person.")
            .required("of", computation(), "What it is computed of.")
            .definition(ARITHMETIC, STEP)
            .build();

    private TraitShape() {}

    private static Shape computation() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        for (Aggregate aggregate : Aggregate.values()) {
            kinds.put(aggregate.word(), ofEvents(aggregate));
        }
        kinds.put(
                "ratio",
                Shape.object("a ratio")
                        .required("ratio", Shape.list(SELF), "What is divided, and by what.")
                        .build());
        kinds.put(
                "formula",
                Shape.object("a formula")
                        .required("formula", SELF, "Arithmetic over traits that are numbers.")
                        .build());
        kinds.put(
                "quintile",
                Shape.object("a quintile")
                        .required("quintile", Shape.name(), "A trait that is a number, a day or a moment.")
                        .build());
        kinds.put(
                "rfm",
                Shape.object("an RFM score")
                        .required("rfm", rfm(), "The three traits it scores.")
                        .build());
        return Shape.byFirstKey("a computation", kinds);
    }

    private static ObjectShape ofEvents(Aggregate aggregate) {
        ObjectShape.Builder shape = Shape.object(aggregate.word() + " of events");
        if (aggregate.ofProperty()) {
            shape.required(aggregate.word(), Shape.name(), "A property of the events: " + aggregate.allowed() + ".")
                    .required("event", Shape.name(), "The type of the events.");
        } else {
            shape.required(aggregate.word(), Shape.name(), "The type of the events.");
        }
        if (aggregate == Aggregate.DISTINCT_LIST) {
            shape.optional(
                    "most",
                    Shape.whole(1, MOST_ITEMS),
                    "How many values are kept, those seen last; " + USUAL_ITEMS + " unless said.");
        }
        return EventSelection.keys(shape).build();
    }

    private static ObjectShape rfm() {
        return Shape.object("the traits of an RFM score")
                .required("recency", Shape.name(), "A trait that is a day or a moment: when the person was last seen.")
                .required("frequency", Shape.name(), "A trait that is a number: how often.")
                .required("monetary", Shape.name(), "A trait that is a number: for how much.")
                .build();
    }

    private static Shape step() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        for (Operator operator : Operator.values()) {
            kinds.put(
                    operator.word(),
                    Shape.object("an operation")
                            .required(operator.word(), Shape.list(SELF), "Its parts, from left to right.")
                            .build());
        }
        kinds.put(
                "round",
                Shape.object("a rounding")
                        .required("round", SELF, "What is rounded, halves away from zero.")
                        .optional("digits", Shape.whole(0, DIGITS), "Digits after the point; 0 unless said.")
                        .build());
        kinds.put(
                "trait",
                Shape.object("a trait that may be absent")
                        .required("trait", Shape.name(), "A trait that is a number.")
                        .optional("otherwise", Shape.decimal(), "What stands for it where it is absent.")
                        .build());
        return Shape.byFirstKey("a trait, a number or an operation", kinds);
    }
}
