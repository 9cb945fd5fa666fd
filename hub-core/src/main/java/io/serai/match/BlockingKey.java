package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two records must agree on to be compared at all, as {@code surname:4 + given_name:1 + birth_date:year}. A part is
 * a field, by itself or cut: {@code :N} its first N characters, {@code :sound} how it sounds, {@code :year} and
 * {@code :month_day} of a date, {@code :local} of an e-mail address, {@code :name} and {@code :number} of a street. Of two fields with a slash between
 * ({@code given_name/surname}) one agrees with either; with a bar ({@code given_name|surname}) both do, in either order.
 * Immutable.
 */
public final class BlockingKey {
    private static final Pattern PART = Pattern.compile(
            "[a-z][a-z0-9_]*([|/][a-z][a-z0-9_]*)?(:([1-9][0-9]?|sound|year|month_day|local|name|number))?");
    private static final Pattern PLUS = Pattern.compile("\\s*\\+\\s*");

    private final String text;
    private final List<Part> parts;

    /**
     * @param both whether two fields count together, in either order
     * @param length of the characters it takes; 0 if its cut is not by length
     */
    record Part(List<String> fields, boolean both, String cut, int length) {
        private Part(List<String> fields, boolean both, String cut) {
            this(fields, both, cut, !cut.isEmpty() && Character.isDigit(cut.charAt(0)) ? Integer.parseInt(cut) : 0);
        }

        /** What it looks at of a value, of which it takes as much as {@link #taken} says; empty if there is nothing. */
        String cut(Value value) {
            return switch (cut) {
                case "sound", "local", "number" -> value.detail();
                case "year" -> Dates.year(value.text());
                case "month_day" -> Dates.monthDay(value.text());
                case "name" -> Streets.name(value);
                default -> value.text();
            };
        }

        /** How many of these characters it takes. */
        int taken(String text) {
            return length == 0 ? text.length() : Math.min(text.length(), length);
        }
    }

    private BlockingKey(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if the text is no key; the message says what one looks like
     */
    public static BlockingKey parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : PLUS.split(text.strip())) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("'" + part
                        + "' is no part of a blocking key; parts look like surname, surname:4, birth_date:year or"
                        + " given_name|surname, with + between them.");
            }
            int colon = part.indexOf(':');
            String fields = colon < 0 ? part : part.substring(0, colon);
            parts.add(new Part(
                    List.of(fields.split("[|/]")),
                    fields.indexOf('|') > 0,
                    colon < 0 ? "" : part.substring(colon + 1)));
        }
        return new BlockingKey(
                String.join(" + ", Arrays.stream(PLUS.split(text.strip())).toList()), parts);
    }

    /** The fields it looks at. */
    public List<String> fields() {
        return parts.stream().flatMap(part -> part.fields.stream()).distinct().toList();
    }

    List<Part> parts() {
        return parts;
    }

    /** The texts of a record, of whose fields {@code values} answers the values; none if the record lacks a part. */
    List<String> texts(Function<String, @Nullable Value> values) {
        List<String> texts = List.of("");
        for (Part part : parts) {
            List<String> cuts = cuts(part, values);
            if (cuts.isEmpty()) {
                return List.of();
            }
            texts = parts.size() == 1 ? cuts : product(texts, cuts);
        }
        return texts;
    }

    private static List<String> product(List<String> texts, List<String> cuts) {
        if (texts.size() == 1 && cuts.size() == 1) {
            return List.of(texts.get(0) + '\t' + cuts.get(0));
        }
        List<String> product = new ArrayList<>(texts.size() * cuts.size());
        for (String text : texts) {
            for (String cut : cuts) {
                product.add(text + '\t' + cut);
            }
        }
        return product;
    }

    private static List<String> cuts(Part part, Function<String, @Nullable Value> values) {
        List<String> cuts = cut(part, values.apply(part.fields.get(0)));
        if (part.fields.size() == 1) {
            return cuts;
        }
        List<String> others = cut(part, values.apply(part.fields.get(1)));
        if (part.both) {
            return pairs(cuts, others);
        }
        List<String> either = new ArrayList<>(cuts);
        others.stream().filter(other -> !cuts.contains(other)).forEach(either::add);
        return either;
    }

    private static List<String> pairs(List<String> ones, List<String> others) {
        List<String> pairs = new ArrayList<>(ones.size() * others.size());
        for (String one : ones) {
            for (String other : others) {
                String pair = one.compareTo(other) <= 0 ? one + '\t' + other : other + '\t' + one;
                if (!pairs.contains(pair)) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static List<String> cut(Part part, @Nullable Value value) {
        if (value == null) {
            return List.of();
        }
        String first = taken(part, value);
        if (value.more().isEmpty()) {
            return first.isEmpty() ? List.of() : List.of(first);
        }
        return value.all().stream()
                .map(one -> taken(part, one))
                .filter(cut -> !cut.isEmpty())
                .distinct()
                .toList();
    }

    private static String taken(Part part, Value value) {
        String text = part.cut(value);
        return text.substring(0, part.taken(text));
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockingKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
