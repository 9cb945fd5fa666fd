package io.serai.normalise;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * COUNTRY: ISO 3166-1 codes of two and three letters, and names in English, in the country's own language and in the
 * languages exports are commonly in.
 */
final class Countries {
    private static final Normalised UNKNOWN = Normalised.invalid("is no country's ISO code or name");
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs");
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("uk", "GB"),
            Map.entry("greatbritain", "GB"),
            Map.entry("england", "GB"),
            Map.entry("scotland", "GB"),
            Map.entry("wales", "GB"),
            Map.entry("northernireland", "GB"),
            Map.entry("unitedstatesofamerica", "US"),
            Map.entry("america", "US"),
            Map.entry("holland", "NL"),
            Map.entry("czechrepublic", "CZ"),
            Map.entry("republicofireland", "IE"),
            Map.entry("southkorea", "KR"),
            Map.entry("northkorea", "KP"),
            Map.entry("ivorycoast", "CI"),
            Map.entry("burma", "MM"),
            Map.entry("macedonia", "MK"),
            Map.entry("hongkong", "HK"),
            Map.entry("macau", "MO"),
            Map.entry("swaziland", "SZ"),
            Map.entry("turkey", "TR"));

    /** Answers made once: a country costs one look-up. */
    private static final Map<String, Normalised> NAMES = names();

    private Countries() {}

    static Normalised normalise(String text) {
        Normalised exact = NAMES.get(text);
        if (exact != null) {
            return exact;
        }
        if (text.length() > Words.LONGEST) {
            return UNKNOWN;
        }
        String clean = Unicode.clean(text, false);
        return clean.isEmpty() ? Normalised.EMPTY : NAMES.getOrDefault(Words.fold(clean), UNKNOWN);
    }

    private static Map<String, Normalised> names() {
        Map<String, Normalised> names = new HashMap<>();
        String[] countries = Locale.getISOCountries();
        for (String country : countries) {
            Normalised answer = Normalised.valid(country);
            names.put(country, answer);
            names.put(Words.fold(country), answer);
            names.putIfAbsent(
                    Words.fold(new Locale.Builder().setRegion(country).build().getISO3Country()), answer);
        }
        OTHER_NAMES.forEach((name, country) -> names.put(name, Normalised.valid(country)));
        for (String language : LANGUAGES) {
            for (String country : countries) {
                putName(names, country, new ULocale(language));
            }
        }
        for (String country : countries) {
            putName(names, country, ULocale.addLikelySubtags(new ULocale("und", country)));
        }
        names.remove("");
        return names;
    }

    private static void putName(Map<String, Normalised> names, String country, ULocale language) {
        String name = ULocale.getDisplayCountry("und-" + country, language);
        names.putIfAbsent(Words.fold(name), Normalised.valid(country));
    }
}
