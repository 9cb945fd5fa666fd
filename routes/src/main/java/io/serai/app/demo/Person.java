package io.serai.app.demo;

import java.time.LocalDate;

/**
 * One customer as they really are; the files know them less well.
 *
 * @param otherEmail the address they give where they expect advertising
 * @param phone in national form; a family's is its members'
 * @param inCrm whether the shop's CRM has them
 * @param hasCard whether they have a loyalty card for the till
 * @param hasDevice whether they visit the website
 * @param logsIn whether the website knows who they are
 */
record Person(
        int number,
        String firstName,
        String lastName,
        String email,
        String otherEmail,
        String phone,
        LocalDate birthDate,
        Place place,
        Wish newsletter,
        boolean inCrm,
        boolean hasCard,
        boolean hasDevice,
        boolean logsIn) {

    /** Where people live. */
    record Place(String city, String postcode, String country, String language) {}

    /** What they said when asked for consent. */
    enum Wish {
        YES,
        NO,
        /** Yes at first and no later. */
        WITHDRAWN,
        UNASKED
    }

    String customerId() {
        return "K" + number;
    }

    String card() {
        return "C-" + number;
    }

    String device() {
        return (100_000_000L + number) + ".1700000000";
    }
}
