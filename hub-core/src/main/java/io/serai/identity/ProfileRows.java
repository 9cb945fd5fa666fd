package io.serai.identity;

import io.serai.group.GroupReader;
import io.serai.group.GroupRows;
import io.serai.group.Said;
import io.serai.profile.GoldenRecord;
import io.serai.profile.ProfileWriter;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** All rows of the profiles of a resolution: what they show, and what they share. Used once. */
public final class ProfileRows {
    private final ProfileWriter profiles;
    private final GroupRows groups;

    private ProfileRows(ProfileWriter profiles, GroupRows groups) {
        this.profiles = profiles;
        this.groups = groups;
    }

    /** @param sequence the number of the ingest transaction the rows belong to */
    static ProfileRows of(Resolution resolution, Identity identity, long sequence) {
        ProfileWriter profiles =
                new ProfileWriter(identity.schema(), identity.keyring(), identity.vocabulary(), sequence);
        GroupRows groups = new GroupRows(new GroupReader(identity.rules().groups(), identity.keyring()));
        for (ResolvedProfile profile : resolution.profiles()) {
            GoldenRecord golden = GoldenRecord.of(profile.members(), identity.schema());
            int subjects = profile.members().size();
            profiles.live(profile.id(), profile.isNew(), profile.divided(), subjects, golden);
            groups.live(profile.id(), profile.isNew(), Said.of(golden));
        }
        resolution.gone().forEach((profile, survivor) -> {
            profiles.gone(profile, survivor);
            groups.gone(profile);
        });
        return new ProfileRows(profiles, groups);
    }

    void write(Handle handle) throws SQLException {
        profiles.write(handle.getConnection());
        groups.write(handle);
    }
}
