package io.serai.match.population;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A given name.
 *
 * @param spellings other ways to write it, in other alphabets too
 * @param nicknames what friends call its bearer
 */
record GivenName(String text, List<String> spellings, List<String> nicknames) {
    /** {@code NAME[~SPELLING...][/NICKNAME...]}. */
    static GivenName parse(String word) {
        List<String> parts = Arrays.asList(word.split("/"));
        List<String> spellings = Arrays.asList(parts.get(0).split("~"));
        return new GivenName(spellings.get(0), spellings.subList(1, spellings.size()), parts.subList(1, parts.size()));
    }

    /** Two names, of which friends use the first. */
    GivenName with(GivenName second) {
        return text.equals(second.text) ? this : new GivenName(text + "-" + second.text, List.of(), List.of(text));
    }

    /** Whether somebody could be called both. */
    boolean isNear(GivenName other) {
        return forms().anyMatch(form -> other.forms().anyMatch(form::equals));
    }

    private Stream<String> forms() {
        return Stream.of(Stream.of(text), spellings.stream(), nicknames.stream())
                .flatMap(forms -> forms);
    }
}
