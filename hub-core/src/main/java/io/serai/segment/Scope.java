package io.serai.segment;

/** Which profiles a statement is about; the events and records it looks at are limited to theirs. */
enum Scope {
    /** All. */
    EVERYONE("profile p", "event e JOIN source_record r ON r.id = e.subject_id", "source_record r"),
    /** Those in the temporary table {@code segment_scope}. */
    LISTED(
            "segment_scope s JOIN profile p ON p.id = s.profile_id",
            "segment_scope s STRAIGHT_JOIN source_record r ON r.profile_id = s.profile_id"
                    + " STRAIGHT_JOIN event e ON e.subject_id = r.id",
            "segment_scope s STRAIGHT_JOIN source_record r ON r.profile_id = s.profile_id"),
    /** The one bound as {@code :profile}. */
    ONE(
            "(SELECT * FROM profile WHERE id = :profile) p",
            "(SELECT id, profile_id FROM source_record WHERE profile_id = :profile) r"
                    + " JOIN event e ON e.subject_id = r.id",
            "(SELECT id, profile_id, stream_id FROM source_record WHERE profile_id = :profile) r");

    /** What a derived table is made of. */
    enum Rows {
        /** Event {@code e} of record {@code r}. */
        EVENTS,
        /** Record {@code r}. */
        RECORDS,
        /** What the table says itself, of every profile whatever the scope. */
        ITS_OWN
    }

    private final String profiles;
    private final String events;
    private final String records;

    Scope(String profiles, String events, String records) {
        this.profiles = profiles;
        this.events = events;
        this.records = records;
    }

    String profiles() {
        return profiles;
    }

    String from(Rows rows) {
        return switch (rows) {
            case EVENTS -> events;
            case RECORDS -> records;
            case ITS_OWN -> "";
        };
    }
}
