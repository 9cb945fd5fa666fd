package io.serai.export;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import java.util.Optional;

/**
 * What can be exported. A table is read page by page in the order of its keys, and is no picture of one moment: who is
 * merged, enters or exits meanwhile is in it as they are when their page is read. Thread-safe; the tables are not.
 */
public final class Exports {
    private final Identity identity;

    public Exports(Identity identity) {
        this.identity = identity;
    }

    /**
     * Profiles.
     *
     * @param reveal whether personal data stands there as it is; else masked
     * @throws SeraiException USAGE for a field that is not known, NOT_FOUND for a segment that is not there
     */
    public Table profiles(ProfileSelection selection, boolean reveal) {
        return ProfileTable.of(identity, number(selection.segment()), selection.fields(), reveal);
    }

    /**
     * Events. Their properties are no personal data: what is, the schema has as traits.
     *
     * @throws SeraiException USAGE for a field or type that is not known, NOT_FOUND for a segment that is not there
     */
    public Table events(EventSelection selection) {
        if (!identity.schema().events().keySet().containsAll(selection.types())) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "A type of event is not known. The profile schema has "
                            + String.join(", ", identity.schema().events().keySet()) + ".");
        }
        return EventTable.of(identity.database(), identity.schema(), selection, number(selection.segment()));
    }

    private Optional<Integer> number(Optional<String> segment) {
        return segment.map(name -> identity.database()
                .read(handle -> handle.createQuery("SELECT id FROM segment WHERE name = CONVERT(? USING ascii)")
                        .bind(0, name)
                        .mapTo(Integer.class)
                        .findOne())
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no segment of this name. 'serai segment list' has them all.")));
    }
}
