package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private record Part(List<String> fields, boolean both, String cut) {}

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

    /** Makes the texts of a record, whose values of a field {@code values} answers; none if the record lacks a part. */
    List<String> texts(Function<String, List<Value>> values) {
        List<String> texts = List.of("");
        for (Part part : parts) {
            List<String> cuts = cuts(part, values);
            if (cuts.isEmpty()) {
                return List.of();
            }
            texts = texts.stream()
                    .flatMap(text -> cuts.stream().map(cut -> text + '\t' + cut))
                    .toList();
        }
        return texts;
    }

    private static List<String> cuts(Part part, Function<String, List<Value>> values) {
        List<List<String>> cuts = part.fields.stream()
                .map(field -> cut(part, values.apply(field)).toList())
                .toList();
        if (!part.both) {
            return cuts.stream().flatMap(List::stream).distinct().toList();
        }
        return cuts.get(0).stream()
                .flatMap(one ->
                        cuts.get(1).stream().map(other -> String.join("\t", new TreeSet<>(List.of(one, other)))))
                .distinct()
                .toList();
    }

    private static Stream<String> cut(Part part, List<Value> values) {
        return values.stream()
                .map(value -> cut(part.cut, value))
                .filter(cut -> !cut.isEmpty())
                .distinct();
    }

    private static String cut(String cut, Value value) {
        return switch (cut) {
            case "" -> value.text();
            case "sound", "local", "number" -> value.detail();
            case "year" -> Dates.year(value.text());
            case "month_day" -> Dates.monthDay(value.text());
            case "name" -> Streets.name(value);
            default -> value.text().substring(0, Math.min(value.text().length(), Integer.parseInt(cut)));
        };
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
