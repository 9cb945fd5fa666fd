package io.serai.normalise;

import com.ibm.icu.text.IDNA;
import io.serai.error.ErrorCode;
import java.text.Normalizer;
import java.util.Locale;

/**
 * EMAIL: trimmed, small letters, the domain as ASCII. Checked for what no mailbox can be, not against all of RFC 5322:
 * quoted local parts and address literals are refused. Plus tags and dots stay, for they can be different mailboxes.
 */
final class EmailNormaliser implements Normaliser {
    private static final int MAX_ADDRESS = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final Normalised NO_ADDRESS = Normalised.invalid("is no e-mail address");
    private static final IDNA IDN = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private final int maxLength;
    private final Normalised tooLong;

    EmailNormaliser(int maxLength) {
        this.maxLength = maxLength == 0 ? MAX_ADDRESS : Math.min(MAX_ADDRESS, maxLength);
        this.tooLong =
                new Normalised.Invalid(ErrorCode.FIELD_TOO_LONG, "is longer than " + this.maxLength + " characters");
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > 4 * MAX_ADDRESS) {
            return tooLong;
        }
        if (Unicode.hasLoneSurrogate(text)) {
            return NO_ADDRESS;
        }
        String address = Unicode.clean(text, false);
        if (address.isEmpty()) {
            return Normalised.EMPTY;
        }
        int at = address.indexOf('@');
        if (at <= 0 || at > MAX_LOCAL || !isLocal(address, at)) {
            return NO_ADDRESS;
        }
        String domain = domain(address.substring(at + 1));
        if (domain.isEmpty()) {
            return NO_ADDRESS;
        }
        String local = address.substring(0, at).toLowerCase(Locale.ROOT);
        String canonical = Unicode.isPlain(local)
                ? local + '@' + domain
                : Normalizer.normalize(local, Normalizer.Form.NFC) + '@' + domain;
        return canonical.length() > maxLength ? tooLong : Normalised.valid(canonical);
    }

    private static boolean isLocal(String address, int end) {
        if (address.charAt(0) == '.' || address.charAt(end - 1) == '.') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = address.charAt(i);
            if (c <= ' ' || (c < 0x80 && "\"(),:;<>[\\]".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** In ASCII and small letters; empty if it is no domain of at least two labels. */
    private static String domain(String written) {
        String domain = written.toLowerCase(Locale.ROOT);
        if (!isAscii(domain) || domain.contains("xn--")) {
            IDNA.Info info = new IDNA.Info();
            domain = IDN.nameToASCII(domain, new StringBuilder(), info).toString();
            if (info.hasErrors()) {
                return "";
            }
        }
        return isDomain(domain) ? domain : "";
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        int label = 0;
        int labels = 0;
        for (int i = 0; i <= domain.length(); i++) {
            char c = i == domain.length() ? '.' : domain.charAt(i);
            if (c == '.') {
                int length = i - label;
                if (length == 0 || length > MAX_LABEL || domain.charAt(label) == '-' || domain.charAt(i - 1) == '-') {
                    return false;
                }
                labels++;
                label = i + 1;
            } else if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        int top = domain.lastIndexOf('.') + 1;
        return labels >= 2 && domain.length() - top >= 2 && !Character.isDigit(domain.charAt(top));
    }
}
