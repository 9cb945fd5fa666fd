package io.serai.normalise;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * ISO 8601 as exports write it: {@code T} or a space, seconds and fraction optional, offset as {@code Z}, {@code UTC},
 * {@code +01:00}, {@code +0100} or {@code +01}, or none.
 */
record IsoTime(LocalDateTime local, Optional<ZoneOffset> offset) {
    private static final int DATE = 10;

    static Optional<IsoTime> parse(String text) {
        try {
            return new Scanner(text).read();
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Walks once over the text; running past its end means that it is no time. */
    private static final class Scanner {
        private final String text;
        private int at = DATE;

        Scanner(String text) {
            this.text = text;
        }

        Optional<IsoTime> read() {
            if (text.length() < DATE + 6) {
                return Optional.empty();
            }
            Optional<LocalDate> date = DigitPattern.ISO.dateAtStart(text);
            char separator = text.charAt(at++);
            if (date.isEmpty() || (separator != 'T' && separator != 't' && separator != ' ')) {
                return Optional.empty();
            }
            LocalTime time = time();
            Optional<ZoneOffset> offset = at == text.length() ? Optional.empty() : Optional.of(offset());
            if (at != text.length()) {
                return Optional.empty();
            }
            return Optional.of(new IsoTime(LocalDateTime.of(date.get(), time), offset));
        }

        private LocalTime time() {
            int hour = twoDigits();
            expect(':');
            int minute = twoDigits();
            int second = 0;
            int nano = 0;
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                second = twoDigits();
                if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
                    at++;
                    nano = fraction();
                }
            }
            return LocalTime.of(hour, minute, second, nano);
        }

        private int fraction() {
            int start = at;
            int nano = 0;
            int unit = 100_000_000;
            while (at < text.length() && isDigit(text.charAt(at))) {
                nano += (text.charAt(at++) - '0') * unit;
                unit /= 10;
            }
            if (at == start) {
                throw new DateTimeException("no fraction");
            }
            return nano;
        }

        private ZoneOffset offset() {
            if (text.charAt(at) == ' ') {
                at++;
            }
            String rest = text.substring(at);
            if (rest.equalsIgnoreCase("Z") || rest.equals("UTC") || rest.equals("GMT")) {
                at = text.length();
                return ZoneOffset.UTC;
            }
            int sign = sign(text.charAt(at++));
            int hours = twoDigits();
            int minutes = 0;
            if (at < text.length()) {
                at += text.charAt(at) == ':' ? 1 : 0;
                minutes = twoDigits();
            }
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }

        private static int sign(char c) {
            if (c != '+' && c != '-') {
                throw new DateTimeException("no offset");
            }
            return c == '-' ? -1 : 1;
        }

        private void expect(char c) {
            if (text.charAt(at++) != c) {
                throw new DateTimeException("no time");
            }
        }

        private int twoDigits() {
            if (!isDigit(text.charAt(at)) || !isDigit(text.charAt(at + 1))) {
                throw new DateTimeException("no digits");
            }
            at += 2;
            return DigitPattern.number(text, at - 2, 2);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
