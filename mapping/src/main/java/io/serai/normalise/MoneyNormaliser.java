package io.serai.normalise;

import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** MONEY: a decimal that may carry the sign or code of the schema's currency, and of no other. */
final class MoneyNormaliser implements Normaliser {
    private static final Normalised OTHER_CURRENCY =
            Normalised.invalid("is no amount in the currency the schema names");
    private static final int LONGEST = 80;

    private final DecimalNormaliser decimal;
    private final Set<String> signs = new LinkedHashSet<>();

    MoneyNormaliser(char mark, String currency) {
        this.decimal = new DecimalNormaliser(mark);
        if (!currency.isEmpty()) {
            signs.add(currency);
            Currency known = Currency.getInstance(currency);
            signs.add(known.getSymbol(ULocale.ENGLISH).toUpperCase(Locale.ROOT));
            signs.add(known.getName(ULocale.ENGLISH, Currency.NARROW_SYMBOL_NAME, null)
                    .toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            return OTHER_CURRENCY;
        }
        String clean = Unicode.clean(text, false).toUpperCase(Locale.ROOT);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        Normalised bare = decimal.normalise(clean, region);
        if (bare instanceof Normalised.Valid) {
            return bare;
        }
        for (String sign : signs) {
            String amount = without(clean, sign);
            if (amount.length() < clean.length()) {
                return amount.isEmpty() ? OTHER_CURRENCY : decimal.normalise(amount, region);
            }
        }
        return hasLetter(clean) ? OTHER_CURRENCY : bare;
    }

    /** {@code -$5} and {@code $ -5} and {@code 5 $} are written; the sign of the number stays. */
    private static String without(String text, String sign) {
        if (text.startsWith("-" + sign)) {
            return "-" + text.substring(1 + sign.length()).strip();
        }
        if (text.startsWith(sign)) {
            return text.substring(sign.length()).strip();
        }
        return text.endsWith(sign)
                ? text.substring(0, text.length() - sign.length()).strip()
                : text;
    }

    private static boolean hasLetter(String text) {
        return text.codePoints()
                .anyMatch(point -> Character.isLetter(point) || Character.getType(point) == Character.CURRENCY_SYMBOL);
    }
}
