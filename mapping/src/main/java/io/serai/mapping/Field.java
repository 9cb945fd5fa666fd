package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.error.SeraiException;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normaliser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One compiled field: where its value comes from and how it becomes canonical. Immutable and thread-safe.
 *
 * @param name its place in the mapping, such as {@code traits.birth_date}
 * @param words replaces the raw text by another before it is normalised; empty if nothing is to be replaced
 * @param region the country whose phone numbers are meant
 * @param many whether the field takes a list; its value is then a sorted list of canonical texts without duplicates
 * @param separator divides one text into the values of a list; empty if nothing does
 */
record Field(
        String name,
        Extractor extractor,
        Map<String, String> words,
        Normaliser normaliser,
        Region region,
        OnError onError,
        boolean many,
        String separator) {
    static final int MAX_ITEMS = 1000;

    private static final Normalised UNKNOWN_WORD = Normalised.invalid("is not in the field's 'map'");
    private static final Normalised NO_SCALAR = Normalised.invalid("is an object or a list where one value is needed");
    private static final Normalised TOO_MANY = Normalised.invalid("has more than " + MAX_ITEMS + " values");

    /** Which country a phone number without a country code belongs to: a field's, if it can be read, or a fixed one. */
    record Region(Optional<Extractor> field, Normaliser countries, String otherwise) {
        String of(Scope scope) {
            if (field.isEmpty()) {
                return otherwise;
            }
            JsonNode raw = field.get().read(scope);
            return raw.isTextual() && countries.normalise(raw.textValue(), "") instanceof Normalised.Valid valid
                    ? (String) valid.value()
                    : otherwise;
        }
    }

    /** The canonical value, or why there is none. */
    Normalised read(Scope scope) {
        try {
            JsonNode raw = extractor.read(scope);
            return lenient(many ? all(raw, scope) : scalar(raw, scope));
        } catch (SeraiException e) {
            return lenient(new Normalised.Invalid(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private Normalised lenient(Normalised result) {
        if (onError == OnError.REJECT || !(result instanceof Normalised.Invalid)) {
            return result;
        }
        return onError == OnError.NULL ? Normalised.EMPTY : Normalised.ABSENT;
    }

    private Normalised scalar(JsonNode raw, Scope scope) {
        if (raw.isMissingNode()) {
            return Normalised.ABSENT;
        }
        if (Raw.isNothing(raw)) {
            return Normalised.EMPTY;
        }
        if (!raw.isValueNode()) {
            return NO_SCALAR;
        }
        String text = raw.isTextual() ? raw.textValue() : raw.asText();
        if (words.isEmpty()) {
            return normaliser.normalise(text, region.of(scope));
        }
        return word(text)
                .map(word -> normaliser.normalise(word, region.of(scope)))
                .orElse(UNKNOWN_WORD);
    }

    /** The replacement of a text: as written, or whatever its case. */
    private Optional<String> word(String text) {
        String exact = words.get(text.strip());
        return exact != null
                ? Optional.of(exact)
                : Optional.ofNullable(words.get(text.strip().toLowerCase(Locale.ROOT)));
    }

    private Normalised all(JsonNode raw, Scope scope) {
        if (raw.isMissingNode()) {
            return Normalised.ABSENT;
        }
        if (raw.isValueNode() && separator.isEmpty()) {
            Normalised one = scalar(raw, scope);
            return one instanceof Normalised.Valid valid
                    ? Normalised.valid(List.of(valid.value().toString()))
                    : one;
        }
        Set<String> values = new TreeSet<>(CodePoints.ORDER);
        for (JsonNode item : items(raw)) {
            Normalised result = scalar(item, scope);
            if (result instanceof Normalised.Invalid) {
                return result;
            }
            if (result instanceof Normalised.Valid valid) {
                values.add(valid.value().toString());
            }
            if (values.size() > MAX_ITEMS) {
                return TOO_MANY;
            }
        }
        return values.isEmpty() ? Normalised.EMPTY : Normalised.valid(List.copyOf(values));
    }

    private Iterable<JsonNode> items(JsonNode raw) {
        if (raw.isArray()) {
            return raw;
        }
        if (separator.isEmpty() || !raw.isTextual()) {
            return List.of(raw);
        }
        List<JsonNode> items = new ArrayList<>();
        for (String item : raw.textValue().split(Pattern.quote(separator), MAX_ITEMS + 2)) {
            items.add(TextNode.valueOf(item));
        }
        return items;
    }
}
