package io.serai.cli;

/** When to colour; named as typed. */
enum ColorChoice {
    auto,
    always,
    never;

    boolean isOn(Surroundings surroundings) {
        return switch (this) {
            case always -> true;
            case never -> false;
            case auto -> surroundings.isOutTerminal() && !surroundings.has("NO_COLOR");
        };
    }
}
