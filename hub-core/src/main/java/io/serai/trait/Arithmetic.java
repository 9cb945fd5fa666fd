package io.serai.trait;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A number made of the traits of one profile. Every step is rounded to six digits after the point, halves away from zero,
 * and what has more than 19 before it becomes the largest number that has not. Absent if anything in it is, or divides by
 * 0. Immutable.
 */
public sealed interface Arithmetic {
    /** One answer for each kind of step. */
    interface Cases<T> {
        T constant(Constant step);

        T value(Value step);

        T operation(Operation step);

        T round(Round step);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it, on one line. */
    String describe();

    /** The traits it reads. */
    List<TraitInput> inputs();

    record Constant(BigDecimal number) implements Arithmetic {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.constant(this);
        }

        @Override
        public String describe() {
            return number.toPlainString();
        }

        @Override
        public List<TraitInput> inputs() {
            return List.of();
        }
    }

    /**
     * The value of a trait.
     *
     * @param otherwise what stands for it where it is absent
     */
    record Value(TraitInput trait, Optional<BigDecimal> otherwise) implements Arithmetic {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.value(this);
        }

        @Override
        public String describe() {
            return otherwise
                    .map(number -> "{trait: " + trait.name() + ", otherwise: " + number.toPlainString() + "}")
                    .orElse(trait.name());
        }

        @Override
        public List<TraitInput> inputs() {
            return List.of(trait);
        }
    }

    /** Which operation; those that take more than two parts go from left to right. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        MIN,
        MAX;

        /** The key used in YAML. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it has exactly two parts. */
        boolean isBinary() {
            return this == SUBTRACT || this == DIVIDE;
        }
    }

    record Operation(Operator operator, List<Arithmetic> parts) implements Arithmetic {
        public Operation {
            parts = List.copyOf(parts);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.operation(this);
        }

        @Override
        public String describe() {
            return parts.stream()
                    .map(Arithmetic::describe)
                    .collect(Collectors.joining(", ", "{" + operator.word() + ": [", "]}"));
        }

        @Override
        public List<TraitInput> inputs() {
            return parts.stream().flatMap(part -> part.inputs().stream()).toList();
        }
    }

    /** A part with fewer digits after the point. */
    record Round(Arithmetic part, int digits) implements Arithmetic {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.round(this);
        }

        @Override
        public String describe() {
            return "{round: " + part.describe() + ", digits: " + digits + "}";
        }

        @Override
        public List<TraitInput> inputs() {
            return part.inputs();
        }
    }
}
