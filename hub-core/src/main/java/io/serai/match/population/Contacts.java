package io.serai.match.population;

import java.util.List;
import java.util.SplittableRandom;

/** E-mail addresses and phone numbers that are one person's alone, and not beside each other for people who are. */
final class Contacts {
    /** Added to a person's number for their second address. */
    static final long OTHERS = 5_000_000;

    /** A prime, so that multiplying meets every number below it once. */
    private static final long ADDRESSES = 9_999_991;

    private static final long PHONES = 89_999_999;
    private static final long STRIDE = 7_654_321;
    private static final List<String> DOMAINS = List.of(
            "post.example",
            "mail.example",
            "web.example",
            "netz.example",
            "brief.example",
            "box.example",
            "mx.example");

    private Contacts() {}

    static String email(GivenName name, String surname, long id, SplittableRandom random) {
        String given = Spelling.ascii(name.text());
        String family = Spelling.ascii(surname);
        String local = switch (random.nextInt(4)) {
            case 0 -> given + "." + family;
            case 1 -> given.charAt(0) + family;
            case 2 -> family + given.charAt(0);
            default -> name.nicknames().isEmpty() ? given : Spelling.ascii(Chance.any(name.nicknames(), random));
        };
        return local + id % ADDRESSES * STRIDE % ADDRESSES + "@" + Chance.frequent(DOMAINS, random);
    }

    /** In national form. */
    static String phone(long id) {
        return "0151" + (10_000_000 + id % PHONES * STRIDE % PHONES);
    }
}
