package io.serai.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast way and libphonenumber must agree on every number of every country. */
class PhoneNormaliserTest {
    private static final PhoneNumberUtil JUDGE = PhoneNumberUtil.getInstance();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Normaliser phone = new PhoneNormaliser();

    private static String judged(String text, String region) {
        try {
            PhoneNumber number = JUDGE.parse(text, region);
            return JUDGE.isValidNumber(number) ? JUDGE.format(number, PhoneNumberFormat.E164) : "-";
        } catch (NumberParseException e) {
            return "-";
        }
    }

    private String varied(String number) {
        StringBuilder text = new StringBuilder(number);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            if (Character.isDigit(text.charAt(at))) {
                text.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        if (random.nextInt(8) == 0) {
            text.insert(random.nextInt(text.length()), random.nextInt(10));
        }
        return text.toString();
    }

    @Test
    void agreesWithLibphonenumberInEveryCountry() {
        List<String> wrong = new ArrayList<>();
        for (String region : JUDGE.getSupportedRegions().stream().sorted().toList()) {
            for (PhoneNumberType type :
                    List.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE)) {
                PhoneNumber example = JUDGE.getExampleNumberForType(region, type);
                if (example == null) {
                    continue;
                }
                for (PhoneNumberFormat format : PhoneNumberFormat.values()) {
                    if (format == PhoneNumberFormat.RFC3966) {
                        continue;
                    }
                    String written = JUDGE.format(example, format);
                    for (int i = 0; i < 12; i++) {
                        String text = i == 0 ? written : varied(written);
                        String fast = phone.normalise(text, region) instanceof Normalised.Valid valid
                                ? valid.value().toString()
                                : "-";
                        if (!fast.equals(judged(text, region))) {
                            wrong.add(region + " " + text + " is " + judged(text, region) + ", not " + fast);
                        }
                    }
                }
            }
        }
        assertThat(wrong).as("seed %s", seed).isEmpty();
    }

    @Test
    void readsTheFormsNumberingPlansAreWrittenIn() {
        // Given
        DigitAutomaton automaton = DigitAutomaton.of("32\\d{2}|(?:[34]0|[68-9]9)\\d{3,4}|1(?:2(?:3)?)?4?");

        // Then
        assertThat(List.of("3299", "30123", "401234", "99123", "1", "12", "123", "1234", "14"))
                .allMatch(digits -> automaton.matches(digits, 0));
        assertThat(List.of("", "32", "32999", "3012", "4012345", "79123", "13", "124 ".strip() + "5"))
                .noneMatch(digits -> automaton.matches(digits, 0));
    }
}
