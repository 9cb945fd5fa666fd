package io.serai.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model that works without training: conservative weights, in order of how much more each level says.
 * Immutable.
 */
public final class ShippedModel {
    private static final double NO_LIMIT = 1_000;
    private static final Set<String> TOWN = Set.of("locality", "city", "postcode", "state", "country");
    private static final Set<String> PLACE = with(TOWN, "street");
    /** What several people of one name share in a town, however rare the name. */
    private static final Set<String> NAME_AND_TOWN = with(TOWN, "given_name", "middle_name", "surname", "gender");
    /** And what two of them, born about the same time, share besides. */
    private static final Set<String> NAME_TOWN_AND_DATE = with(NAME_AND_TOWN, "street", "birth_date");
    /** What everybody in one home shares. */
    private static final Set<String> HOME = with(PLACE, "surname", "phone");
    /** And what some do. */
    private static final Set<String> HOUSEHOLD = with(HOME, "email");
    /** What fathers and sons of one name share. */
    private static final Set<String> FAMILY = with(HOME, "given_name", "middle_name");

    private static final List<Double> NAME_M = List.of(0.06, 0.02, 0.03, 0.03, 0.10, 0.06, 0.70);
    private static final List<Double> NAME_U = List.of(0.955, 0.010, 0.020, 0.006, 0.003, 0.0015, 0.0045);
    private static final List<Double> DATE_M = List.of(0.05, 0.02, 0.03, 0.03, 0.09, 0.78);
    private static final List<Double> DATE_U = List.of(0.9655, 0.0125, 0.0195, 0.001, 0.0014, 0.0001);
    private static final List<Double> EMAIL_M = List.of(0.35, 0.04, 0.06, 0.05, 0.50);
    private static final List<Double> EMAIL_U = List.of(0.9944, 0.004, 0.001, 0.0001, 0.0005);
    private static final List<Double> ID_M = List.of(0.05, 0.06, 0.89);
    private static final List<Double> ID_U = List.of(0.99993, 0.00005, 0.00002);
    private static final List<Double> CODE_M = List.of(0.20, 0.08, 0.10, 0.62);
    private static final List<Double> CODE_U = List.of(0.936, 0.055, 0.008, 0.001);
    private static final List<Double> TEXT_M = List.of(0.20, 0.04, 0.10, 0.66);
    private static final List<Double> TEXT_U = List.of(0.940, 0.030, 0.005, 0.025);

    private static final MatchModel PEOPLE = new MatchModel(
            "people",
            1,
            List.of(
                    field("given_name", Comparison.NAME, NAME_M, NAME_U, -5),
                    field("middle_name", Comparison.NAME, NAME_M, NAME_U, -2),
                    field("surname", Comparison.NAME, NAME_M, NAME_U, -5),
                    field("name_suffix", Comparison.CATEGORY, List.of(0.1, 0.9), List.of(0.6, 0.4), -3),
                    field("birth_date", Comparison.DATE, DATE_M, DATE_U, -6),
                    field("gender", Comparison.CATEGORY, List.of(0.05, 0.95), List.of(0.5, 0.5), -4),
                    field("email", Comparison.EMAIL, EMAIL_M, EMAIL_U, -2),
                    field("phone", Comparison.PHONE, List.of(0.60, 0.03, 0.37), List.of(0.9989, 0.0001, 0.001), -1.5),
                    field("national_id", Comparison.ID, ID_M, ID_U, -6),
                    field("passport", Comparison.ID, ID_M, ID_U, -4),
                    field("driving_licence", Comparison.ID, ID_M, ID_U, -4),
                    field("customer_id", Comparison.ID, ID_M, ID_U, -4),
                    field(
                            "street",
                            Comparison.STREET,
                            List.of(0.25, 0.04, 0.07, 0.10, 0.54),
                            List.of(0.982, 0.012, 0.005, 0.0005, 0.0005),
                            -2.5),
                    field("locality", Comparison.TEXT, TEXT_M, TEXT_U, -1.5),
                    field("city", Comparison.TEXT, TEXT_M, TEXT_U, -2.5),
                    field("postcode", Comparison.CODE, CODE_M, CODE_U, -2.5),
                    field("state", Comparison.CATEGORY, List.of(0.10, 0.90), List.of(0.75, 0.25), -2.5),
                    field("country", Comparison.CATEGORY, List.of(0.05, 0.95), List.of(0.4, 0.6), -2.5),
                    field("birth_place", Comparison.TEXT, TEXT_M, TEXT_U, -2.5),
                    field("occupation", Comparison.TEXT, TEXT_M, TEXT_U, -2),
                    field(
                            "organisation",
                            Comparison.ORGANISATION,
                            List.of(0.12, 0.06, 0.10, 0.12, 0.60),
                            List.of(0.9755, 0.02, 0.002, 0.0005, 0.002),
                            -4),
                    field("website", Comparison.TEXT, TEXT_M, List.of(0.98, 0.015, 0.003, 0.002), -2),
                    field("organisation_id", Comparison.ID, ID_M, ID_U, -6)),
            keys(
                    "email",
                    "phone",
                    "national_id",
                    "passport",
                    "driving_licence",
                    "customer_id",
                    "organisation_id",
                    "website",
                    "birth_date",
                    "given_name|surname",
                    "given_name/surname + birth_date:year",
                    "given_name/surname + birth_date:month_day",
                    "given_name/surname + postcode",
                    "given_name/surname + birth_place",
                    "given_name:1 + surname:sound + city",
                    "given_name/surname + occupation",
                    "surname:sound + given_name:1 + birth_date:year",
                    "given_name/surname:3 + birth_place + postcode:3",
                    "given_name:1 + surname:4 + birth_date:year",
                    "given_name:4 + surname:4",
                    "surname:sound + given_name:sound + postcode:3",
                    "birth_date:year + postcode",
                    "birth_date:month_day + birth_place",
                    "postcode",
                    "email:local",
                    "street + given_name:1",
                    "street + surname:1",
                    "street:number + street:4 + given_name:2",
                    "street:number + street:4 + surname:3",
                    "street:name + postcode",
                    "birth_date + street:4",
                    "organisation",
                    "organisation:6 + postcode",
                    "organisation:8 + city",
                    "organisation:4 + phone",
                    "street + postcode + organisation:1"),
            100,
            List.of(
                    new Cap("address", Map.of(), PLACE, 16, -5),
                    new Cap(Households.HOUSEHOLD, Map.of("given_name", "close or less"), HOUSEHOLD, 8, -NO_LIMIT),
                    new Cap(
                            Households.TWINS,
                            Map.of("given_name", "close or less"),
                            with(HOUSEHOLD, "birth_date"),
                            12,
                            -NO_LIMIT),
                    new Cap(
                            Households.SIBLINGS,
                            Map.of("gender", "differ", "given_name", "near or less"),
                            with(HOUSEHOLD, "given_name"),
                            8,
                            -NO_LIMIT),
                    new Cap(
                            Households.TWO_GENDERS,
                            Map.of("gender", "differ", "given_name", "near or less"),
                            with(HOUSEHOLD, "given_name", "birth_date"),
                            12,
                            -NO_LIMIT),
                    new Cap(Households.NAMELESS, Map.of("given_name", Cap.MISSING), HOME, 13, -NO_LIMIT),
                    new Cap(Households.FAMILY, Map.of("birth_date", "near or less"), FAMILY, 13, -NO_LIMIT),
                    new Cap(
                            "mailbox",
                            Map.of("email", "same_local or less"),
                            Set.of("given_name", "surname", "email"),
                            20,
                            -NO_LIMIT),
                    new Cap(
                            "namesakes",
                            alone("birth_date", Cap.MISSING),
                            with(NAME_AND_TOWN, "street"),
                            20,
                            -NO_LIMIT),
                    new Cap("near_dates", apart("birth_date", "not exact"), NAME_TOWN_AND_DATE, 20, -NO_LIMIT),
                    new Cap("birthmates", apart("surname", "close or less"), NAME_TOWN_AND_DATE, 20, -NO_LIMIT),
                    new Cap("generation", Map.of("name_suffix", "differ"), FAMILY, 0, -NO_LIMIT)),
            List.of(
                    // Errors in both happen to one person too; a number of her own shows that.
                    Map.of(
                            "given_name",
                            "differ",
                            "birth_date",
                            "differ",
                            "national_id",
                            "not exact",
                            "passport",
                            "not exact",
                            "driving_licence",
                            "not exact"),
                    Map.of("name_suffix", "differ")),
            Map.of(),
            -17,
            5,
            -1,
            -2);

    private ShippedModel() {}

    private static FieldModel field(
            String name, Comparison comparison, List<Double> m, List<Double> u, double atLeast) {
        return new FieldModel(name, comparison, m, u, atLeast);
    }

    private static Set<String> with(Set<String> fields, String... more) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(List.of(more));
        return all;
    }

    /** Where a field is at a level, and nothing that few people share agrees. */
    private static Map<String, String> alone(String field, String level) {
        return Map.of(field, level, "email", "not exact", "phone", "not exact", "street", "not exact");
    }

    /** And not the postcode either. */
    private static Map<String, String> apart(String field, String level) {
        Map<String, String> when = new HashMap<>(alone(field, level));
        when.put("postcode", "not exact");
        return when;
    }

    private static List<BlockingKey> keys(String... keys) {
        return List.of(keys).stream().map(BlockingKey::parse).toList();
    }

    /** All of it: every field a role fills. */
    public static MatchModel people() {
        return PEOPLE;
    }

    /** What is needed for these fields. */
    public static MatchModel people(Collection<String> fields) {
        return PEOPLE.only(fields);
    }

    /** A field of the user's own, with weights that fit any field compared this way. */
    public static FieldModel extra(String name, Comparison comparison) {
        return PEOPLE.fields().stream()
                .filter(field -> field.comparison() == comparison)
                .findFirst()
                .map(field -> new FieldModel(name, comparison, field.m(), field.u(), field.atLeast()))
                .orElseThrow();
    }
}
