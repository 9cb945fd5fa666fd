package io.serai.connector;

/** A credential. It shows itself only through {@link #reveal}. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The credential itself, to be handed on at once. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
