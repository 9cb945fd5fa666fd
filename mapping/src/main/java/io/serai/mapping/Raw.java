package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** Questions to raw values. */
final class Raw {
    private Raw() {}

    /** Missing, null, or blank text. */
    static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isTextual() && isBlank(value.textValue()));
    }

    private static boolean isBlank(String text) {
        return text.isEmpty() || (text.charAt(0) <= ' ' && text.isBlank());
    }
}
