package io.serai.trait;

import io.serai.document.Node;
import io.serai.schema.ValueType;
import io.serai.segment.Literals;
import io.serai.trait.Arithmetic.Operation;
import io.serai.trait.Arithmetic.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads arithmetic over traits. */
final class ArithmeticReader {
    /** How deep steps may nest, and how many parts one may have. */
    private static final int MAX_DEPTH = 10;

    private static final int MAX_PARTS = 20;
    /** MariaDB joins at most 61 tables. */
    private static final int MAX_TRAITS = 40;

    private final Function<Node, Optional<TraitInput>> numbers;

    /** @param numbers finds the trait that a node names, or records there that it is no number or not there */
    ArithmeticReader(Function<Node, Optional<TraitInput>> numbers) {
        this.numbers = numbers;
    }

    /** Empty if anything is wrong; all problems have then been recorded. */
    Optional<Arithmetic> read(Node node) {
        return step(node, 1).filter(root -> isNarrow(root, node));
    }

    /** One number divided by another. */
    Optional<Arithmetic> ratio(Node parts) {
        return operation(Operator.DIVIDE, parts, 1).filter(root -> isNarrow(root, parts));
    }

    private static boolean isNarrow(Arithmetic root, Node node) {
        boolean narrow = root.inputs().stream().distinct().count() <= MAX_TRAITS;
        if (!narrow) {
            node.problem(
                    "there are more than " + MAX_TRAITS + " traits in a formula.",
                    "Compute a part of it in a trait of its own.");
        }
        return narrow;
    }

    private Optional<Arithmetic> step(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            node.problem(
                    "more than " + MAX_DEPTH + " steps are within each other.",
                    "Compute a part of it in a trait of its own.");
            return Optional.empty();
        }
        if (node.isScalar()) {
            return scalar(node);
        }
        if (node.get("trait").isPresent()) {
            return value(node);
        }
        if (node.get("round").isPresent()) {
            int digits = (int) node.whole("digits", 0);
            return step(node.require("round"), depth + 1).map(part -> new Arithmetic.Round(part, digits));
        }
        return Arrays.stream(Operator.values())
                .filter(operator -> node.get(operator.word()).isPresent())
                .findFirst()
                .flatMap(operator -> operation(operator, node.require(operator.word()), depth));
    }

    /** Names begin with a letter, numbers do not. */
    private Optional<Arithmetic> scalar(Node node) {
        return Character.isLetter(node.text().isEmpty() ? '0' : node.text().charAt(0))
                ? numbers.apply(node).map(trait -> new Arithmetic.Value(trait, Optional.empty()))
                : number(node).map(Arithmetic.Constant::new);
    }

    private Optional<Arithmetic> value(Node node) {
        Optional<Node> otherwise = node.get("otherwise");
        Optional<BigDecimal> number = otherwise.flatMap(ArithmeticReader::number);
        return otherwise.isPresent() != number.isPresent()
                ? Optional.empty()
                : numbers.apply(node.require("trait")).map(trait -> new Arithmetic.Value(trait, number));
    }

    private static Optional<BigDecimal> number(Node node) {
        return Literals.read(node, ValueType.DECIMAL).map(BigDecimal.class::cast);
    }

    private Optional<Arithmetic> operation(Operator operator, Node list, int depth) {
        int size = list.items().size();
        if (operator.isBinary() ? size != 2 : size < 2 || size > MAX_PARTS) {
            list.problem(
                    operator.isBinary()
                            ? "this takes two numbers, not " + size + "."
                            : "this takes 2 to " + MAX_PARTS + " numbers, not " + size + ".",
                    "Write such as [lifetime_revenue, 1.5].");
            return Optional.empty();
        }
        List<Arithmetic> parts = new ArrayList<>();
        list.items().forEach(item -> step(item, depth + 1).ifPresent(parts::add));
        return parts.size() < size ? Optional.empty() : Optional.of(new Operation(operator, parts));
    }
}
