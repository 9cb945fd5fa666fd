package io.serai.match.population;

import java.util.List;
import java.util.SplittableRandom;

/** Where somebody lives. */
record Home(String address, String postcode, String city) {
    private static final Tables TABLES = new Tables("places.properties");
    private static final List<String> CITIES = TABLES.words("cities");
    private static final List<String> STEMS = TABLES.words("stems");
    private static final List<String> ENDINGS = TABLES.words("endings");

    static Home any(SplittableRandom random) {
        String[] city = Chance.frequent(CITIES, random).split(":");
        String street = Chance.any(STEMS, random) + Chance.any(ENDINGS, random);
        String number = 1 + Chance.rank(200, random) + (Chance.percent(6, random) ? "a" : "");
        return new Home(street + " " + number, city[1] + (100 + random.nextInt(900)), city[0]);
    }

    /** The number of the shop that the household goes to: its city's, or its part of the city's. */
    String shopPhone() {
        int shop = CITIES.indexOf(city + ":" + postcode.substring(0, 2));
        return "0" + (300 + shop) + (23_125_000 + 37 * shop);
    }
}
