package io.serai.normalise;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * LANGUAGE: BCP 47 tags of language, script and region ({@code pt-BR}, {@code pt_br}, {@code zh-Hant-TW}), ISO 639
 * codes of three letters, and names in English and in the language itself.
 */
final class Languages {
    private static final Normalised UNKNOWN = Normalised.invalid("is no language's BCP 47 tag, ISO code or name");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> SCRIPTS = Set.of("Latn", "Cyrl", "Arab", "Hans", "Hant", "Deva", "Grek", "Hebr");
    private static final Set<String> CODES = new HashSet<>(Arrays.asList(Locale.getISOLanguages()));

    /** Folded names and codes of three letters to the code of two. */
    private static final Map<String, String> NAMES = names();

    private Languages() {}

    static Normalised normalise(String text) {
        if (text.length() > Words.LONGEST) {
            return UNKNOWN;
        }
        String clean = Unicode.clean(text, false);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        List<String> parts = Arrays.asList(clean.replace('_', '-').split("-", -1));
        String first = parts.get(0).toLowerCase(Locale.ROOT);
        String language = CODES.contains(first) ? first : NAMES.getOrDefault(Words.fold(first), "");
        if (language.isEmpty()) {
            String name = NAMES.getOrDefault(Words.fold(clean), "");
            return name.isEmpty() ? UNKNOWN : Normalised.valid(name);
        }
        return tag(language, parts.subList(1, parts.size()));
    }

    private static Normalised tag(String language, List<String> rest) {
        StringBuilder tag = new StringBuilder(language);
        int next = 0;
        if (next < rest.size() && rest.get(next).length() == 4) {
            String script = rest.get(next).substring(0, 1).toUpperCase(Locale.ROOT)
                    + rest.get(next).substring(1).toLowerCase(Locale.ROOT);
            if (!SCRIPTS.contains(script)) {
                return UNKNOWN;
            }
            tag.append('-').append(script);
            next++;
        }
        if (next < rest.size()) {
            String region = rest.get(next).toUpperCase(Locale.ROOT);
            if (!COUNTRIES.contains(region) && !region.matches("[0-9]{3}")) {
                return UNKNOWN;
            }
            tag.append('-').append(region);
            next++;
        }
        return next == rest.size() ? Normalised.valid(tag.toString()) : UNKNOWN;
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            ULocale locale = new ULocale(code);
            names.putIfAbsent(Words.fold(locale.getISO3Language()), code);
            names.putIfAbsent(Words.fold(ULocale.getDisplayLanguage(code, ULocale.ENGLISH)), code);
            names.putIfAbsent(Words.fold(ULocale.getDisplayLanguage(code, locale)), code);
        }
        bibliographic().forEach(names::putIfAbsent);
        names.remove("");
        return names;
    }

    /** The second code of three letters that some languages have in ISO 639-2. */
    private static Map<String, String> bibliographic() {
        Map<String, String> codes = new HashMap<>();
        String pairs = "alb sq,arm hy,baq eu,bur my,chi zh,cze cs,dut nl,fre fr,geo ka,ger de,gre el,ice is,mac mk,"
                + "mao mi,may ms,per fa,rum ro,slo sk,tib bo,wel cy";
        for (String pair : pairs.split(",")) {
            codes.put(pair.substring(0, 3), pair.substring(4));
        }
        return codes;
    }
}
