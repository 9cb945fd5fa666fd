package io.serai.match.population;

import java.util.List;
import java.util.SplittableRandom;

/** What people of one language are called. Immutable. */
final class Culture {
    /** Of a hundred people, how many have two given names with a hyphen. */
    private static final double DOUBLE_NAMES = 4;

    private final List<GivenName> women;
    private final List<GivenName> men;
    private final List<String> surnames;
    private final List<String> stems;
    private final List<String> endings;
    private final int share;

    Culture(String name, Tables tables) {
        women = tables.words(name + ".women").stream().map(GivenName::parse).toList();
        men = tables.words(name + ".men").stream().map(GivenName::parse).toList();
        surnames = tables.words(name + ".surnames");
        stems = tables.words(name + ".stems");
        endings = tables.words(name + ".endings");
        share = Integer.parseInt(tables.words(name + ".share").get(0));
    }

    /** How many people of a hundred. */
    int share() {
        return share;
    }

    GivenName givenName(boolean woman, SplittableRandom random) {
        List<GivenName> names = woman ? women : men;
        GivenName name = Chance.frequent(names, random);
        return Chance.percent(DOUBLE_NAMES, random) ? name.with(Chance.frequent(names, random)) : name;
    }

    /** The frequent ones are listed; whatever is rarer is made up. */
    String surname(SplittableRandom random) {
        int rank = Chance.rank(surnames.size() + stems.size() * endings.size(), random);
        if (rank < surnames.size()) {
            return surnames.get(rank);
        }
        int made = rank - surnames.size();
        return stems.get(made / endings.size()) + endings.get(made % endings.size());
    }
}
