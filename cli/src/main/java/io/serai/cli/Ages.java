package io.serai.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time that a person types, such as 90m, 12h or 7d. */
final class Ages {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([mhd])");

    private Ages() {}

    /** The moment so long before another one; a moment such as 2026-01-31T00:00:00Z is itself. */
    static Instant moment(String text, Instant now) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return now.minus(
                    switch (matcher.group(2)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw Failure.usage("--since must be like 90m, 12h, 7d or 2026-01-31T00:00:00Z.");
        }
    }
}
