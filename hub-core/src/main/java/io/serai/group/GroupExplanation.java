package io.serai.group;

import java.util.List;
import java.util.Optional;

/**
 * Why two profiles share a group, or why not.
 *
 * @param shared the groups that both are in; none if the reasons say why not
 * @param reasons sentences without personal data
 * @param fields what each says, field by field
 */
public record GroupExplanation(long one, long other, List<String> shared, List<String> reasons, List<Field> fields) {
    public GroupExplanation {
        shared = List.copyOf(shared);
        reasons = List.copyOf(reasons);
        fields = List.copyOf(fields);
    }

    /**
     * What two profiles say in one field, as it is compared. Personal data.
     *
     * @param one empty if the first says nothing there
     */
    public record Field(String name, Optional<String> one, Optional<String> other) {
        /** Whether both say the same. */
        public boolean agrees() {
            return one.isPresent() && one.equals(other);
        }
    }
}
