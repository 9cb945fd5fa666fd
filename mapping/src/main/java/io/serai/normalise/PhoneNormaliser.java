package io.serai.normalise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * PHONE: E.164, valid by libphonenumber's numbering plans. Extensions are dropped. Parsing is by far the dearest
 * normaliser, so recent answers are kept in a small table without locks; a slot holds one immutable entry.
 */
final class PhoneNormaliser implements Normaliser {
    private static final int SLOTS = 1 << 15;
    private static final int LONGEST = 40;
    private static final Normalised NO_NUMBER = Normalised.invalid("is no valid phone number");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final AtomicReferenceArray<Entry> recent = new AtomicReferenceArray<>(SLOTS);

    private record Entry(String text, String region, Normalised answer) {}

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            return NO_NUMBER;
        }
        int hash = text.hashCode() * 31 + region.hashCode();
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Entry known = recent.getPlain(slot);
        if (known != null && known.text().equals(text) && known.region().equals(region)) {
            return known.answer();
        }
        Normalised answer = parse(text, region);
        recent.setRelease(slot, new Entry(text, region, answer));
        return answer;
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
