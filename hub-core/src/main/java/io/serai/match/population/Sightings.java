package io.serai.match.population;

import io.serai.match.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the records of a person: what was typed, where and when. Used once. */
final class Sightings {
    private static final int MOST_RECORDS = 6;
    private static final double ANOTHER_RECORD = 45;

    /** Of a hundred records, how many lack a field. In the order of roles, for the same seed means the same draws. */
    private static final Map<Role, Integer> GAPS = new EnumMap<>(Map.of(
            Role.BIRTH_DATE, 15,
            Role.GENDER, 30,
            Role.EMAIL, 25,
            Role.PHONE, 30,
            Role.ADDRESS, 15,
            Role.POSTCODE, 12,
            Role.CITY, 8));

    private static final List<Role> TYPED =
            List.of(Role.GIVEN_NAME, Role.SURNAME, Role.EMAIL, Role.PHONE, Role.ADDRESS, Role.POSTCODE, Role.CITY);

    private final MadeUpPerson person;
    private final SplittableRandom random;

    /** Of the record that is being made. */
    private Map<Role, String> values = new EnumMap<>(Role.class);

    private Set<Trap> traps = EnumSet.noneOf(Trap.class);

    Sightings(MadeUpPerson person, SplittableRandom random) {
        this.person = person;
        this.random = random;
    }

    Stream<MadeUpRecord> records() {
        int count = 1;
        while (count < MOST_RECORDS && Chance.percent(ANOTHER_RECORD, random)) {
            count++;
        }
        return IntStream.range(0, count).mapToObj(this::record).toList().stream();
    }

    private MadeUpRecord record(int number) {
        truth();
        if (number > 0) {
            change();
        }
        namesAsWritten();
        contactsAsWritten();
        if (number > 0) {
            slips();
        }
        gaps();
        return new MadeUpRecord(person.id() + "-" + number, person.id(), person.household(), traps, values);
    }

    private void truth() {
        values = new EnumMap<>(Role.class);
        traps = EnumSet.noneOf(Trap.class);
        person.traps().stream().filter(trap -> trap != Trap.MARRIED_NAME).forEach(traps::add);
        values.put(Role.GIVEN_NAME, person.name().text());
        values.put(Role.SURNAME, person.surname());
        values.put(Role.BIRTH_DATE, person.birthDate().toString());
        values.put(Role.GENDER, person.woman() ? "f" : "m");
        values.put(Role.EMAIL, person.email());
        values.put(Role.PHONE, person.phone());
        live(person.home());
    }

    private void live(Home home) {
        values.put(Role.ADDRESS, home.address());
        values.put(Role.POSTCODE, home.postcode());
        values.put(Role.CITY, home.city());
    }

    /** An earlier time of the same life, or another side of it. */
    private void change() {
        if (!person.formerHome().equals(person.home()) && Chance.percent(50, random)) {
            live(person.formerHome());
            traps.add(Trap.MOVED);
        }
        if (person.formerSurname().isPresent() && Chance.percent(50, random)) {
            values.put(Role.SURNAME, person.formerSurname().get());
            traps.add(Trap.MARRIED_NAME);
        }
        if (Chance.percent(35, random)) {
            values.put(Role.EMAIL, person.otherEmail());
        }
        if (Chance.percent(6, random)) {
            values.put(Role.BIRTH_DATE, Slips.birthDate(person.birthDate(), random));
            traps.add(Trap.BIRTH_DATE_TYPO);
        }
    }

    private void namesAsWritten() {
        GivenName name = person.name();
        if (!name.nicknames().isEmpty() && Chance.percent(8, random)) {
            values.put(Role.GIVEN_NAME, Chance.any(name.nicknames(), random));
            traps.add(Trap.NICKNAME);
        } else if (!name.spellings().isEmpty() && Chance.percent(30, random)) {
            values.put(Role.GIVEN_NAME, Chance.any(name.spellings(), random));
            traps.add(Trap.TRANSLITERATED);
        }
        if (Chance.percent(25, random)) {
            boolean spelledOut = random.nextBoolean();
            for (Role role : List.of(Role.GIVEN_NAME, Role.SURNAME, Role.ADDRESS, Role.CITY)) {
                String text = value(role);
                String plain = spelledOut ? Spelling.spelledOut(text) : Spelling.bare(text);
                if (!plain.equals(text)) {
                    values.put(role, plain);
                    traps.add(Trap.TRANSLITERATED);
                }
            }
        }
        if (Chance.percent(1.5, random)) {
            String given = value(Role.GIVEN_NAME);
            values.put(Role.GIVEN_NAME, value(Role.SURNAME));
            values.put(Role.SURNAME, given);
            traps.add(Trap.SWAPPED_NAMES);
        }
        if (Chance.percent(4, random)) {
            values.replaceAll((role, text) -> text.toUpperCase(Locale.ROOT));
        }
    }

    private void contactsAsWritten() {
        if (Chance.percent(3, random)) {
            values.put(Role.PHONE, person.home().shopPhone());
            traps.add(Trap.SHOP_PHONE);
        }
        String national = value(Role.PHONE);
        String written = switch (random.nextInt(4)) {
            case 0 -> national;
            case 1 -> "+49 " + national.substring(1, 4) + " " + national.substring(4);
            case 2 -> "0049-" + national.substring(1);
            default -> national.substring(0, 4) + "/" + national.substring(4);
        };
        values.put(Role.PHONE, written);
    }

    private void slips() {
        for (double share = 30; Chance.percent(share, random); share /= 2) {
            Role role = Chance.any(TYPED, random);
            values.put(role, Slips.slip(value(role), random));
        }
    }

    /** What tells two of a household apart is never missing. */
    private void gaps() {
        GAPS.forEach((role, share) -> {
            boolean distinguishes = role == Role.BIRTH_DATE && traps.contains(Trap.NAMESAKE);
            if (!distinguishes && Chance.percent(share, random)) {
                values.remove(role);
            }
        });
    }

    private String value(Role role) {
        return values.getOrDefault(role, "");
    }
}
