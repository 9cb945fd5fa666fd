package io.serai.schema;

import java.util.List;

/**
 * One property a profile can have.
 *
 * @param maxLength the longest text accepted, in characters; 0 where the type is no text
 * @param currency the ISO 4217 code of a MONEY trait, otherwise empty
 * @param sources the order for {@link Survivorship#SOURCE_PRIORITY}, best first, otherwise empty
 * @param pii personal data: stored encrypted, masked on show, and not usable in segment conditions
 */
public record TraitDefinition(
        String name,
        ValueType type,
        Survivorship survivorship,
        List<String> sources,
        int maxLength,
        String currency,
        boolean pii) {
    public TraitDefinition {
        sources = List.copyOf(sources);
    }
}
