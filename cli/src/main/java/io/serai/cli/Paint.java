package io.serai.cli;

/** Colours what a word already says; never says anything by colour alone. */
record Paint(boolean isOn) {
    /** The word in the colour of the state it names. */
    String state(String word) {
        return switch (word) {
            case "failed", "stopped", "open" -> colored("31", word);
            case "finished", "fresh", "started", "idle" -> colored("32", word);
            case "paused", "held", "stale", "suspended" -> colored("33", word);
            case "running", "waiting" -> colored("36", word);
            default -> word;
        };
    }

    String good(String text) {
        return colored("32", text);
    }

    String bad(String text) {
        return colored("31", text);
    }

    String strong(String text) {
        return colored("1", text);
    }

    private String colored(String code, String text) {
        return isOn ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
