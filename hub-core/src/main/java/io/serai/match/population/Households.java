package io.serai.match.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes people up who live together or alone. Immutable and thread-safe. */
final class Households {
    private static final Tables NAMES = new Tables("names.properties");

    /** At most so many share a home; their numbers are what e-mail addresses and phone numbers are made of. */
    private static final int MOST_MEMBERS = 4;

    private final List<Culture> cultures = NAMES.words("cultures").stream()
            .map(name -> new Culture(name, NAMES))
            .toList();

    List<MadeUpPerson> household(long number, SplittableRandom random) {
        int kind = random.nextInt(100);
        Family family = new Family(number, culture(random), random);
        if (kind < 50) {
            family.add(random.nextBoolean(), family.adultBirth(), Set.of());
        } else if (kind < 75) {
            family.couple(family.adultBirth());
        } else if (kind < 87) {
            LocalDate born = family.parentBirth();
            family.couple(born);
            family.child(born);
            family.child(born);
        } else if (kind < 94) {
            family.twins();
        } else {
            family.namesakes();
        }
        return family.members;
    }

    private Culture culture(SplittableRandom random) {
        int at = random.nextInt(cultures.stream().mapToInt(Culture::share).sum());
        for (Culture culture : cultures) {
            at -= culture.share();
            if (at < 0) {
                return culture;
            }
        }
        throw new IllegalStateException("shares do not add up");
    }

    /** People of one surname and home. */
    private static final class Family {
        private final List<MadeUpPerson> members = new ArrayList<>();
        private final long number;
        private final Culture culture;
        private final SplittableRandom random;
        private final String surname;
        private final Home home;
        private final Home formerHome;
        private final boolean moved;

        Family(long number, Culture culture, SplittableRandom random) {
            this.number = number;
            this.culture = culture;
            this.random = random;
            surname = culture.surname(random);
            home = Home.any(random);
            formerHome = Home.any(random);
            moved = Chance.percent(25, random);
        }

        LocalDate adultBirth() {
            return LocalDate.of(1935, 1, 1).plusDays(random.nextInt(24_000));
        }

        /** Of people whose children are of an age to be customers. */
        LocalDate parentBirth() {
            return LocalDate.of(1935, 1, 1).plusDays(random.nextInt(11_000));
        }

        private LocalDate within(LocalDate date, int days) {
            return date.plusDays(random.nextInt(2 * days + 1) - days);
        }

        void couple(LocalDate born) {
            Set<Trap> mailbox = Chance.percent(30, random) ? Set.of(Trap.SHARED_MAILBOX) : Set.of();
            Set<Trap> both = with(mailbox, 25, Trap.SHARED_PHONE);
            add(false, born, both);
            add(true, within(born, 3_000), with(both, 40, Trap.MARRIED_NAME));
        }

        void child(LocalDate parentBorn) {
            add(random.nextBoolean(), within(parentBorn.plusYears(30), 3_000), with(Set.of(), 30, Trap.SHARED_PHONE));
        }

        void twins() {
            Set<Trap> both = with(Set.of(Trap.TWIN), 50, Trap.SHARED_PHONE);
            LocalDate born = adultBirth();
            add(random.nextBoolean(), born, both);
            add(random.nextBoolean(), born, both);
        }

        void namesakes() {
            Set<Trap> both = with(Set.of(Trap.NAMESAKE), 50, Trap.SHARED_PHONE);
            LocalDate born = parentBirth();
            MadeUpPerson father = add(false, born, both);
            add(father.name(), false, within(born.plusYears(29), 2_500), both);
        }

        private Set<Trap> with(Set<Trap> traps, int percent, Trap trap) {
            Set<Trap> all = EnumSet.noneOf(Trap.class);
            all.addAll(traps);
            if (Chance.percent(percent, random)) {
                all.add(trap);
            }
            return all;
        }

        /** Somebody whose name no other member has. */
        MadeUpPerson add(boolean woman, LocalDate born, Set<Trap> traps) {
            GivenName name = culture.givenName(woman, random);
            while (isTaken(name)) {
                name = culture.givenName(woman, random);
            }
            return add(name, woman, born, traps);
        }

        private boolean isTaken(GivenName name) {
            return members.stream().anyMatch(member -> member.name().isNear(name));
        }

        private MadeUpPerson add(GivenName name, boolean woman, LocalDate born, Set<Trap> traps) {
            long id = number * MOST_MEMBERS + members.size();
            Set<Trap> all = with(traps, 3, Trap.RECYCLED_PHONE);
            boolean sharesMailbox = all.contains(Trap.SHARED_MAILBOX) && !members.isEmpty();
            MadeUpPerson person = new MadeUpPerson(
                    "p" + id,
                    "h" + number,
                    name,
                    surname,
                    all.contains(Trap.MARRIED_NAME) ? Optional.of(culture.surname(random)) : Optional.empty(),
                    woman,
                    born,
                    sharesMailbox ? members.get(0).email() : Contacts.email(name, surname, id, random),
                    Contacts.email(name, surname, id + Contacts.OTHERS, random),
                    phone(id, all),
                    home,
                    moved ? formerHome : home,
                    all);
            members.add(person);
            return person;
        }

        /** A recycled number was that of somebody far away in the list. */
        private String phone(long id, Set<Trap> traps) {
            if (traps.contains(Trap.SHARED_PHONE) && !members.isEmpty()) {
                return members.get(0).phone();
            }
            return Contacts.phone(traps.contains(Trap.RECYCLED_PHONE) ? id / 2 : id);
        }
    }
}
