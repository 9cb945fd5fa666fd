package io.serai.trait;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Arithmetic as SQL. Every step is a number as the store keeps them, so that no chain of steps leaves what the server can
 * compute with.
 */
record ArithmeticCompiler(Function<TraitInput, String> values, Function<Object, String> binder)
        implements Arithmetic.Cases<String> {
    @Override
    public String constant(Arithmetic.Constant step) {
        return number(step.number());
    }

    private String number(BigDecimal number) {
        return TraitCompiler.number(binder.apply(number));
    }

    @Override
    public String value(Arithmetic.Value step) {
        String value = TraitCompiler.number(values.apply(step.trait()));
        return step.otherwise()
                .map(number -> "COALESCE(" + value + ", " + number(number) + ")")
                .orElse(value);
    }

    @Override
    public String operation(Arithmetic.Operation step) {
        List<String> parts = step.parts().stream().map(part -> part.fold(this)).toList();
        return switch (step.operator()) {
            case ADD -> chained(" + ", parts);
            case SUBTRACT -> chained(" - ", parts);
            case MULTIPLY -> chained(" * ", parts);
            case DIVIDE -> TraitCompiler.quotient(parts.get(0), parts.get(1));
            case MIN -> parts.stream().collect(Collectors.joining(", ", "LEAST(", ")"));
            case MAX -> parts.stream().collect(Collectors.joining(", ", "GREATEST(", ")"));
        };
    }

    private static String chained(String operator, List<String> parts) {
        return parts.stream()
                .reduce((left, right) -> TraitCompiler.number(left + operator + right))
                .orElseThrow();
    }

    @Override
    public String round(Arithmetic.Round step) {
        return TraitCompiler.number("ROUND(" + step.part().fold(this) + ", " + step.digits() + ")");
    }
}
