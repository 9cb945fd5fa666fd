package io.serai.segment;

/** Which profiles a statement is about; the events it counts are limited to theirs. */
enum Scope {
    /** All. */
    EVERYONE("profile p", "event e JOIN source_record r ON r.id = e.subject_id"),
    /** Those in the temporary table {@code segment_scope}. */
    LISTED(
            "segment_scope s JOIN profile p ON p.id = s.profile_id",
            "segment_scope s STRAIGHT_JOIN source_record r ON r.profile_id = s.profile_id"
                    + " STRAIGHT_JOIN event e ON e.subject_id = r.id"),
    /** The one bound as {@code :profile}. */
    ONE(
            "(SELECT * FROM profile WHERE id = :profile) p",
            "(SELECT id, profile_id FROM source_record WHERE profile_id = :profile) r"
                    + " JOIN event e ON e.subject_id = r.id");

    private final String profiles;
    private final String events;

    Scope(String profiles, String events) {
        this.profiles = profiles;
        this.events = events;
    }

    String profiles() {
        return profiles;
    }

    String events() {
        return events;
    }
}
