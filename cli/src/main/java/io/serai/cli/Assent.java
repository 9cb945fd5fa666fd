package io.serai.cli;

import java.io.IOException;
import picocli.CommandLine.Option;

/** Asks a person before something is done that is not easily undone, unless told not to. */
final class Assent {
    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    boolean isAsked() {
        return !yes;
    }

    /** @throws Failure USAGE if somebody would have to be asked and nobody is there */
    void requireSomebody(Serai serai) {
        if (!yes && !serai.surroundings().isInTerminal()) {
            throw Failure.usage("Nobody is there to ask. Give --yes if it is meant.");
        }
    }

    /**
     * Whether the person says yes; says so if not.
     *
     * @throws Failure USAGE if nobody is there to ask
     */
    boolean isGiven(Serai serai, String question) {
        requireSomebody(serai);
        if (yes) {
            return true;
        }
        serai.surroundings().err().print(question + " [yes/no] ");
        serai.surroundings().err().flush();
        boolean given = isYes(serai);
        if (!given) {
            serai.printer().talk("Nothing was changed.");
        }
        return given;
    }

    private static boolean isYes(Serai serai) {
        try {
            return "yes".equals(serai.surroundings().in().readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
