package io.serai.segment;

import io.serai.schema.ValueType;

/**
 * A value that every profile has at most one of: what a condition on the profile itself asks about. Immutable.
 *
 * @param name of a trait or a namespace, or the word for one of the hub's own values
 */
record Field(Kind kind, String name, ValueType type) {
    static final Field FIRST_SEEN = new Field(Kind.SEEN, "first", ValueType.DATETIME);
    static final Field LAST_SEEN = new Field(Kind.SEEN, "last", ValueType.DATETIME);
    static final Field RECORDS = new Field(Kind.IDENTITY, "records", ValueType.WHOLE);
    static final Field DIVIDED = new Field(Kind.IDENTITY, "divided", ValueType.BOOLEAN);

    /** What kind of value; in small letters the key a condition on it begins with. */
    enum Kind {
        /** A trait that is no personal data. */
        TRAIT("trait"),
        /** A trait that the hub computes. */
        COMPUTED("trait"),
        /** When the person was heard of. */
        SEEN("seen"),
        /** How many identifiers of a namespace the profile holds; absent if none. */
        IDENTIFIER("identifier"),
        /** How sure it is that this is one person: the records it is made of, and whether a link leads out of it. */
        IDENTITY("identity");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    static Field trait(String name, ValueType type) {
        return new Field(Kind.TRAIT, name, type);
    }

    static Field computed(String name, ValueType type) {
        return new Field(Kind.COMPUTED, name, type);
    }

    static Field identifier(String namespace) {
        return new Field(Kind.IDENTIFIER, namespace, ValueType.WHOLE);
    }
}
