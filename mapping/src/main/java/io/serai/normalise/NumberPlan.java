package io.serai.normalise;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import com.google.i18n.phonenumbers.metadata.source.MetadataSourceImpl;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which national numbers a country has, from libphonenumber's own data, as automatons. Immutable and thread-safe.
 *
 * @param ranges numbers of any kind the country has
 * @param general what every number of the country matches besides
 * @param trunkPrefix dialled before national numbers inside the country; empty if there is none
 * @param simple whether the prefixes are plain digits, so that numbers can be read without libphonenumber's rules
 */
record NumberPlan(
        int callingCode,
        List<Range> ranges,
        Range general,
        String trunkPrefix,
        String internationalPrefix,
        boolean simple) {
    private static final MetadataSource SOURCE = source();

    /** Numbers of one kind: their digits and their lengths (as bits; none is any). */
    record Range(DigitAutomaton digits, long lengths) {
        static Range of(PhoneNumberDesc description) {
            long lengths = 0;
            for (int length : description.getPossibleLengthList()) {
                lengths |= 1L << length;
            }
            return new Range(DigitAutomaton.of(description.getNationalNumberPattern()), lengths);
        }

        boolean has(String number, int from) {
            long length = 1L << (number.length() - from);
            return (lengths == 0 || (lengths & length) != 0) && digits.matches(number, from);
        }
    }

    private static MetadataSource source() {
        DefaultMetadataDependenciesProvider parts = DefaultMetadataDependenciesProvider.getInstance();
        return new MetadataSourceImpl(
                parts.getPhoneNumberMetadataFileNameProvider(), parts.getMetadataLoader(), parts.getMetadataParser());
    }

    static NumberPlan of(String region) {
        PhoneMetadata country = SOURCE.getMetadataForRegion(region);
        String trunk = country.getNationalPrefixForParsing();
        String international = country.getInternationalPrefix();
        boolean simple = trunk.matches("[0-9]*") && international.matches("[0-9]+") && !country.hasLeadingDigits();
        List<Range> ranges = Stream.of(
                        country.getFixedLine(),
                        country.getMobile(),
                        country.getTollFree(),
                        country.getPremiumRate(),
                        country.getSharedCost(),
                        country.getVoip(),
                        country.getPersonalNumber(),
                        country.getPager(),
                        country.getUan(),
                        country.getVoicemail())
                .filter(description -> !description.getNationalNumberPattern().isEmpty())
                .map(Range::of)
                .toList();
        Range general = Range.of(country.getGeneralDesc());
        return new NumberPlan(country.getCountryCode(), ranges, general, trunk, international, simple);
    }

    /** Whether the digits from an index on are a national number. */
    boolean has(String number, int from) {
        if (!general.has(number, from)) {
            return false;
        }
        for (Range range : ranges) {
            if (range.has(number, from)) {
                return true;
            }
        }
        return false;
    }
}
