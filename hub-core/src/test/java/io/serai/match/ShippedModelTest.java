package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedModelTest {
    private static final Map<Role, String> ANNA = Map.of(
            Role.GIVEN_NAME, "Anna",
            Role.SURNAME, "Ziegelhofer",
            Role.BIRTH_DATE, "1980-02-03",
            Role.NATIONAL_ID, "12345678");
    private static final Map<Role, String> BERTA = Map.of(
            Role.GIVEN_NAME, "Berta",
            Role.SURNAME, "Ziegelhofer",
            Role.BIRTH_DATE, "1991-11-17",
            Role.NATIONAL_ID, "12345678");

    @Test
    void anotherNameAndBirthDateAreAnotherPerson() {
        assertThat(bond(Set.of("given_name", "surname", "birth_date"), ANNA, BERTA))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aNumberOfHerOwnShowsThatBothAreErrors() {
        assertThat(bond(Set.of("given_name", "surname", "birth_date", "national_id"), ANNA, BERTA))
                .isGreaterThan(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aNameAndATownAreNoLink() {
        // Given
        Set<String> fields =
                Set.of("given_name", "surname", "birth_date", "email", "phone", "street", "city", "postcode");
        Map<Role, String> one = Map.of(
                Role.GIVEN_NAME, "Zebulon", Role.SURNAME, "Ziegelhofer", Role.CITY, "Ulm", Role.POSTCODE, "89073");
        Map<Role, String> called = new EnumMap<>(one);
        called.put(Role.PHONE, "+49151234567");
        // When
        double apart = bond(fields, one, one);
        double together = bond(fields, called, called);
        // Then
        MatchModel model = ShippedModel.people();
        assertThat(apart).isLessThan(model.linkAt());
        assertThat(together).isGreaterThan(model.linkAt());
    }

    private static final Set<String> CONTACTS =
            Set.of("given_name", "surname", "birth_date", "email", "phone", "street", "city", "postcode");

    private static final Map<Role, String> ZOE = Map.of(
            Role.GIVEN_NAME, "Zoe",
            Role.SURNAME, "Ziegelhofer",
            Role.BIRTH_DATE, "1980-02-03",
            Role.STREET, "Burgweg 7",
            Role.CITY, "Ulm");

    private static Map<Role, String> zoe(Role role, String text) {
        Map<Role, String> other = new EnumMap<>(ZOE);
        other.put(role, text);
        return other;
    }

    @Test
    void namesakesBornADigitApartAreNoLinkWhereNothingOfTheirOwnAgrees() {
        // Given
        Map<Role, String> near = new EnumMap<>(zoe(Role.BIRTH_DATE, "1980-02-08"));
        Map<Role, String> elsewhere = new EnumMap<>(near);
        elsewhere.put(Role.STREET, "Mondgasse 50");
        // When, then
        double linkAt = ShippedModel.people().linkAt();
        assertThat(bond(CONTACTS, ZOE, near)).isGreaterThan(linkAt);
        assertThat(bond(CONTACTS, ZOE, elsewhere)).isLessThan(linkAt);
    }

    @Test
    void aStreetInAnotherTownIsAnotherStreet() {
        assertThat(bond(CONTACTS, ZOE, zoe(Role.CITY, "Kiel"))).isLessThan(bond(CONTACTS, ZOE, ZOE) - 10);
    }

    @Test
    void whoIsBornOnOneDayWithAnotherSurnameIsNoLink() {
        // Given
        Map<Role, String> other = new EnumMap<>(zoe(Role.SURNAME, "Zimmerlein"));
        other.remove(Role.STREET);
        // When, then
        assertThat(bond(CONTACTS, ZOE, other)).isLessThan(ShippedModel.people().linkAt());
    }

    @Test
    void aMistypedPhoneNumberSaysLessThanTheSameOne() {
        FieldModel phone = ShippedModel.people(Set.of("phone")).fields().get(0);
        assertThat(phone.weight(1)).isLessThan(phone.weight(2));
    }

    private static double bond(Set<String> fields, Map<Role, String> one, Map<Role, String> other) {
        MatchModel model = ShippedModel.people(fields);
        PersonReader reader = new PersonReader(model);
        return new Matcher(model).bond(reader.read(said(one), Map.of()), reader.read(said(other), Map.of()));
    }

    private static Map<Role, List<String>> said(Map<Role, String> values) {
        Map<Role, List<String>> said = new EnumMap<>(Role.class);
        values.forEach((role, value) -> said.put(role, List.of(value)));
        return said;
    }
}
