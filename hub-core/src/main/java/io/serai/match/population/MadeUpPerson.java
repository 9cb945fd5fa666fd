package io.serai.match.population;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody as they really are; records know them less well.
 *
 * @param name as passports have it
 * @param formerSurname from before a wedding
 * @param otherEmail the address for advertising
 * @param formerHome from before a removal
 * @param traps what holds for all records of theirs
 */
record MadeUpPerson(
        String id,
        String household,
        GivenName name,
        String surname,
        Optional<String> formerSurname,
        boolean woman,
        LocalDate birthDate,
        String email,
        String otherEmail,
        String phone,
        Home home,
        Home formerHome,
        Set<Trap> traps) {}
