package io.serai.cli;

import java.io.IOException;

/**
 * Asks a person before something is done that is not easily undone.
 *
 * @param cure what to do where nobody is there to ask
 */
record Confirmation(Serai serai, String cure) {
    /** @throws Failure USAGE if nobody is there to ask */
    void requireSomebody() {
        if (!serai.surroundings().isInTerminal()) {
            throw Failure.usage("Nobody is there to ask. " + cure);
        }
    }

    /** Whether the person says yes; says so if not. */
    boolean isGiven(String question) {
        requireSomebody();
        serai.surroundings().err().print(question + " [yes/no] ");
        serai.surroundings().err().flush();
        boolean given = isYes();
        if (!given) {
            serai.printer().talk("Nothing was changed.");
        }
        return given;
    }

    private boolean isYes() {
        try {
            return "yes".equals(serai.surroundings().in().readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
