package io.serai.app.demo;

import java.io.PrintWriter;

/** One line that says how far things are: redrawn on a terminal, printed once for each new stage elsewhere. */
final class Progress {
    private final PrintWriter err;
    private final boolean terminal;
    private String shown = "";

    Progress(PrintWriter err) {
        this.err = err;
        this.terminal = System.console() != null;
    }

    void at(String text) {
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, shown.length() - text.length())));
        } else if (!stage(text).equals(stage(shown))) {
            err.println(text);
        }
        err.flush();
        shown = text;
    }

    /** Leaves the line to what comes next. */
    void end() {
        if (terminal) {
            err.print("\r" + " ".repeat(shown.length()) + "\r");
            err.flush();
        }
    }

    private static String stage(String text) {
        return text.replaceFirst("importing:.*", "importing");
    }
}
