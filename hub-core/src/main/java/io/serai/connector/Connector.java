package io.serai.connector;

import io.serai.document.ObjectShape;
import io.serai.document.ReferencePage;
import io.serai.error.SeraiException;
import java.util.Optional;

/**
 * A kind of destination, such as mailchimp; opens destinations of this kind. Stateless and thread-safe. Connectors in
 * Java are found by {@link java.util.ServiceLoader} and need a public constructor without parameters.
 */
public interface Connector {
    /** The name that YAML knows it by. */
    String name();

    /** The keys of a destination's {@code options}, each a scalar. */
    ObjectShape options();

    /** The keys of a destination's {@code audience}, each a scalar. */
    ObjectShape audience();

    /** A page about it in Markdown, for who sets it up. */
    default String reference() {
        return new ReferencePage(name())
                .text("A destination.")
                .section("Options", options())
                .section("Audience", audience())
                .render();
    }

    /** What its destinations can do; empty if it depends on their options. */
    default Optional<Features> features() {
        return Optional.empty();
    }

    /**
     * Opens a destination; reaches for nothing outside before it is used.
     *
     * @throws SeraiException CONFIG_INVALID
     */
    Destination open(Settings options, Settings audience, ConnectorContext context);
}
