package io.serai.match;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns how much a shared household says. Where a file holds families, two records of one address and surname may well
 * be two people; where it holds none, they are one person with an error. So among the pairs that share a household those
 * that surely are two people, with neither given name nor birth date alike, are set against those that are one.
 */
final class Households {
    /** The names of the caps that are learnt. */
    static final String HOUSEHOLD = "household";

    static final String TWINS = "twins";
    static final String FAMILY = "family";
    static final String NAMELESS = "nameless";
    static final String SIBLINGS = "siblings";
    static final String TWO_GENDERS = "twins_of_two_genders";

    private static final int NEAR = Comparison.NAME.levels().indexOf("near");
    private static final int CLOSE = Comparison.NAME.levels().indexOf("close");
    /** What a household has of its own; and what must do where none of it is known. */
    private static final List<String> OWN = List.of("street", "phone", "email");

    private static final List<String> WIDER = List.of("postcode");

    private static final int SAMPLE = 5_000;
    /** How much more a shared birth date can say of two people of one family: few of them are twins. */
    private static final double TWINS_ARE_RARE = 4;
    /** How much more a shared given name can: few sons are named after their father. */
    private static final double NAMESAKES_ARE_RARE = 4;

    private final List<Person> people;
    private final Candidates candidates;
    private final MatchModel model;
    private final Matcher matcher;
    private final int given;
    private final int surname;
    private final int birth;
    private final List<String> places;

    Households(List<Person> people, Candidates candidates, MatchModel model) {
        this.people = people;
        this.candidates = candidates;
        this.model = model;
        this.matcher = new Matcher(model);
        this.given = model.names().indexOf("given_name");
        this.surname = model.names().indexOf("surname");
        this.birth = model.names().indexOf("birth_date");
        this.places = OWN.stream().anyMatch(model.names()::contains) ? OWN : WIDER;
    }

    /** Pairs that share a household: of one person, and of two. */
    private record Counts(long same, long family) {
        Counts plus(Counts other) {
            return new Counts(same + other.same, family + other.family);
        }
    }

    /** The model with learnt caps; unchanged if it lacks the names and dates that tell people of a family apart. */
    MatchModel learn() {
        if (given < 0 || surname < 0 || birth < 0) {
            return model;
        }
        int step = Math.max(1, people.size() / SAMPLE);
        Counts counts = IntStream.range(0, (people.size() + step - 1) / step)
                .parallel()
                .mapToObj(at -> count(at * step))
                .reduce(new Counts(0, 0), Counts::plus);
        // One person's records differ in both now and then too.
        double both = model.fields().get(given).m().get(0)
                * model.fields().get(birth).m().get(0);
        double family = Math.max(1, counts.family - both * counts.same);
        double most = FieldModel.bits(Math.max(1, counts.same) / family) - model.prior();
        Map<String, Double> learnt = Map.of(
                HOUSEHOLD,
                most,
                NAMELESS,
                most,
                SIBLINGS,
                most,
                TWINS,
                most + TWINS_ARE_RARE,
                TWO_GENDERS,
                most + TWINS_ARE_RARE,
                FAMILY,
                most + NAMESAKES_ARE_RARE);
        return model.capped(model.caps().stream()
                .map(cap -> learnt.containsKey(cap.name()) ? cap.upTo(learnt.getOrDefault(cap.name(), 0.0)) : cap)
                .toList());
    }

    private Counts count(int record) {
        Candidates.Partners partners = candidates.borrow();
        partners.of(record);
        long same = 0;
        long family = 0;
        for (int at = 0; at < partners.count(); at++) {
            byte[] levels = matcher.levels(people.get(record), people.get(partners.get(at)));
            if (sharesHousehold(levels)) {
                same += levels[given] > CLOSE && levels[birth] > 0 ? 1 : 0;
                family += levels[given] >= 0 && levels[given] <= CLOSE && levels[birth] == 0 ? 1 : 0;
            }
        }
        candidates.giveBack(partners);
        return new Counts(same, family);
    }

    private boolean sharesHousehold(byte[] levels) {
        return levels[surname] >= NEAR && places.stream().anyMatch(place -> isStrong(levels, place));
    }

    private boolean isStrong(byte[] levels, String field) {
        int place = model.names().indexOf(field);
        return place >= 0
                && levels[place] == model.fields().get(place).comparison().exact();
    }
}
