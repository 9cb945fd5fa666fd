package io.serai.match;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column or a trait says about a person or an organisation. Several roles may feed one compared field. */
public enum Role {
    GIVEN_NAME("The first name; nicknames and initials are understood."),
    MIDDLE_NAME("Further first names or their initials."),
    SURNAME("The family name."),
    FULL_NAME("Given name and surname in one, as 'Ann Smith' or 'Smith, Ann'."),
    NAME_SUFFIX("Jr, Sr, II: what tells a father from his son."),
    BIRTH_DATE("Day of birth: 1984-02-29, 19840229, 29.02.1984 or 2/29/1984; a year or a month alone is understood."),
    BIRTH_YEAR("Year of birth in a column of its own."),
    BIRTH_MONTH("Month of birth in a column of its own, 1 to 12."),
    BIRTH_DAY("Day of birth in a column of its own, 1 to 31."),
    GENDER("Compared for equality only."),
    EMAIL("An e-mail address."),
    PHONE("A phone number in any writing."),
    NATIONAL_ID("A number that one person alone has: social security, tax or insurance number."),
    PASSPORT("A passport's number."),
    DRIVING_LICENCE("A driving licence's number."),
    CUSTOMER_ID("A number that one person alone has with somebody."),
    ADDRESS("Street and house number in one."),
    STREET_NUMBER("The house number in a column of its own."),
    STREET("The street in a column of its own."),
    LOCALITY("A part of a town, a building or a second line of the address."),
    CITY("Town or suburb."),
    POSTCODE("The postal code."),
    STATE("State, province or region."),
    COUNTRY("Country."),
    BIRTH_PLACE("Place of birth."),
    OCCUPATION("Occupation."),
    ORGANISATION("An organisation's or employer's name; legal forms are understood."),
    WEBSITE("A web address, compared by its domain."),
    ORGANISATION_ID("A number that one organisation alone has: register, VAT or tax number.");

    private final String description;
    private final String label = name().toLowerCase(Locale.ROOT);

    Role(String description) {
        this.description = description;
    }

    /** One sentence for help and reference pages. */
    public String description() {
        return description;
    }

    /** The name as users write it, such as {@code given_name}. */
    public String label() {
        return label;
    }

    /** The role of this name, if there is one. */
    public static Optional<Role> find(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** All names in the order of this page. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Role::label).toList();
    }
}
