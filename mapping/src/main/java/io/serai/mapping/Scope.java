package io.serai.mapping;

import io.serai.raw.RawRecord;
import java.util.Optional;

/** Where paths begin: a record or an element of one of its arrays, and for an element what it is an element of. */
record Scope(RawRecord record, Optional<Scope> parent) {
    static Scope of(RawRecord record) {
        return new Scope(record, Optional.empty());
    }

    Scope child(RawRecord element) {
        return new Scope(element, Optional.of(this));
    }
}
