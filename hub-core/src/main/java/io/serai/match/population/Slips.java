package io.serai.match.population;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong when people type, scan and hear. */
final class Slips {
    private static final String[] KEYBOARD = {"qwertzuiop", "asdfghjkl", "yxcvbnm", "1234567890"};
    private static final List<List<String>> SCANS = List.of(
            List.of("rn", "m"),
            List.of("m", "rn"),
            List.of("cl", "d"),
            List.of("l", "1"),
            List.of("o", "0"),
            List.of("0", "o"),
            List.of("1", "l"),
            List.of("h", "b"),
            List.of("e", "c"),
            List.of("5", "s"));
    private static final List<List<String>> SOUNDS = List.of(
            List.of("ph", "f"),
            List.of("ck", "k"),
            List.of("ei", "ai"),
            List.of("ey", "ei"),
            List.of("dt", "t"),
            List.of("th", "t"),
            List.of("tz", "z"),
            List.of("ss", "s"),
            List.of("ll", "l"),
            List.of("nn", "n"),
            List.of("ie", "i"),
            List.of("y", "i"),
            List.of("v", "w"),
            List.of("k", "c"),
            List.of("sh", "sch"));

    private Slips() {}

    /** The text with one mistake, or as it is where the mistake drawn cannot be made. */
    static String slip(String text, SplittableRandom random) {
        if (text.length() < 3) {
            return text;
        }
        int at = 1 + random.nextInt(text.length() - 1);
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.charAt(at - 1) + text.substring(at);
            case 2, 3 -> text.substring(0, at) + neighbour(text.charAt(at), random) + text.substring(at + 1);
            case 4 -> text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1);
            case 5 -> replaced(text, SCANS, random);
            default -> replaced(text, SOUNDS, random);
        };
    }

    /** The key beside a key. */
    private static char neighbour(char typed, SplittableRandom random) {
        for (String row : KEYBOARD) {
            int at = row.indexOf(Character.toLowerCase(typed));
            if (at >= 0) {
                boolean after = at == 0 || (at + 1 < row.length() && random.nextBoolean());
                int beside = after ? at + 1 : at - 1;
                return row.charAt(beside);
            }
        }
        return typed;
    }

    private static String replaced(String text, List<List<String>> pairs, SplittableRandom random) {
        int first = random.nextInt(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            List<String> pair = pairs.get((first + i) % pairs.size());
            int at = text.indexOf(pair.get(0));
            if (at >= 0) {
                return text.substring(0, at)
                        + pair.get(1)
                        + text.substring(at + pair.get(0).length());
            }
        }
        return text;
    }

    /** Another day that is one slip away. */
    static String birthDate(LocalDate date, SplittableRandom random) {
        LocalDate wrong = switch (random.nextInt(5)) {
            case 0 ->
                date.getDayOfMonth() <= 12
                        ? LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue())
                        : date.plusDays(1);
            case 1 -> date.plusYears(random.nextBoolean() ? 10 : -10);
            case 2 -> date.plusMonths(random.nextBoolean() ? 1 : -1);
            case 3 -> date.plusYears(random.nextBoolean() ? 1 : -1);
            default -> date.plusDays(random.nextBoolean() ? 10 : -10);
        };
        return wrong.toString();
    }
}
