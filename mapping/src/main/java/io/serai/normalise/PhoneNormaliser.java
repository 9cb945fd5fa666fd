package io.serai.normalise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PHONE: E.164, valid by libphonenumber's numbering plans. Extensions are dropped.
 *
 * <p>libphonenumber takes ten microseconds a number, more than all else a record needs. So numbers in plain forms are
 * recognised by {@link NumberPlan}, which has the same data; whatever that does not accept, libphonenumber judges.
 */
final class PhoneNormaliser implements Normaliser {
    private static final int LONGEST = 40;
    private static final int LONGEST_NATIONAL = 15;
    private static final Normalised NO_NUMBER = Normalised.invalid("is no valid phone number");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** By region; made when first needed, there are at most as many as countries. */
    private static final Map<String, Optional<NumberPlan>> PLANS = new ConcurrentHashMap<>();

    /** The main country of each calling code, by the code; empty for what is no code. */
    private static final String[] MAIN_REGIONS = mainRegions();

    private static String[] mainRegions() {
        String[] regions = new String[1000];
        Arrays.fill(regions, "");
        NUMBERS.getSupportedCallingCodes().forEach(code -> regions[code] = NUMBERS.getRegionCodeForCountryCode(code));
        return regions;
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            return NO_NUMBER;
        }
        String digits = digits(text);
        if (!digits.isEmpty()) {
            String plain = text.indexOf('+') >= 0 ? international(digits) : national(digits, region);
            if (!plain.isEmpty()) {
                return Normalised.valid(plain);
            }
        }
        return parse(text, region);
    }

    /** The digits of a text in plain form: a plus at most in front, and the usual punctuation; otherwise empty. */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(LONGEST);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+' ? i > 0 : " -()./".indexOf(c) < 0) {
                return "";
            }
        }
        return digits.toString();
    }

    /** The canonical form of a number with calling code; empty if it is for libphonenumber to judge. */
    private static String international(String digits) {
        if (digits.charAt(0) == '0') {
            return "";
        }
        int code = 0;
        for (int length = 1; length <= 3 && length < digits.length(); length++) {
            code = code * 10 + digits.charAt(length - 1) - '0';
            String region = MAIN_REGIONS[code];
            if (!region.isEmpty()) {
                return plan(region)
                        .filter(plan -> isNational(
                                plan,
                                digits,
                                Integer.toString(plan.callingCode()).length()))
                        .map(plan -> '+' + digits)
                        .orElse("");
            }
        }
        return "";
    }

    /** The canonical form of a number as dialled in a country; empty if it is for libphonenumber to judge. */
    private static String national(String digits, String region) {
        Optional<NumberPlan> known = plan(region);
        if (known.isEmpty() || digits.startsWith(known.get().internationalPrefix())) {
            return "";
        }
        NumberPlan plan = known.get();
        String code = Integer.toString(plan.callingCode());
        String trunk = plan.trunkPrefix();
        boolean prefixed = !trunk.isEmpty() && digits.startsWith(trunk);
        if (!prefixed && digits.startsWith(code)) {
            return "";
        }
        int from = prefixed ? trunk.length() : 0;
        return isNational(plan, digits, from) ? '+' + code + digits.substring(from) : "";
    }

    /** Numbers that begin like a trunk prefix or with a zero are read by rules of their own. */
    private static boolean isNational(NumberPlan plan, String digits, int from) {
        int length = digits.length() - from;
        return length > 3
                && length <= LONGEST_NATIONAL
                && digits.charAt(from) != '0'
                && (plan.trunkPrefix().isEmpty() || !digits.startsWith(plan.trunkPrefix(), from))
                && plan.has(digits, from);
    }

    /** Empty for regions whose numbers take more than a prefix to read. */
    private static Optional<NumberPlan> plan(String region) {
        return PLANS.computeIfAbsent(region, PhoneNormaliser::load);
    }

    private static Optional<NumberPlan> load(String region) {
        return NUMBERS.getSupportedRegions().contains(region)
                ? Optional.of(NumberPlan.of(region)).filter(NumberPlan::simple)
                : Optional.empty();
    }

    private static Normalised parse(String text, String region) {
        String clean = Unicode.clean(text, false);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        try {
            PhoneNumber number = NUMBERS.parse(clean, region);
            return NUMBERS.isValidNumber(number)
                    ? Normalised.valid(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : NO_NUMBER;
        } catch (NumberParseException e) {
            return NO_NUMBER;
        }
    }
}
