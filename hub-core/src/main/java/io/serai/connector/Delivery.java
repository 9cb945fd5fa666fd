package io.serai.connector;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Instant;
import java.util.List;

/**
 * Members to be added to, or removed from, a destination.
 *
 * @param id the same whenever the same members are sent again, unique within the sync otherwise; fit for a file name
 * @param sync the sync's name
 * @param namespace the identifier namespace of the members' identifiers, such as email
 * @param fields the names of the sync's fields, in order
 * @param members at most as many as the destination's {@link Capabilities#maxMembers}
 * @param report hears what a destination says of the delivery as a whole
 * @param deadline when the outcomes must have been returned; what is not done by then is {@link Outcome.Unknown}
 */
public record Delivery(
        String id,
        String sync,
        Operation operation,
        String namespace,
        List<String> fields,
        List<Member> members,
        Report report,
        Instant deadline) {
    public Delivery {
        fields = List.copyOf(fields);
        members = List.copyOf(members);
    }

    /** A delivery whose report nobody hears. */
    public Delivery(
            String id,
            String sync,
            Operation operation,
            String namespace,
            List<String> fields,
            List<Member> members,
            Instant deadline) {
        this(id, sync, operation, namespace, fields, members, unusable -> {}, deadline);
    }

    /** Hears what a destination says without naming anybody. Thread-safe. */
    @FunctionalInterface
    public interface Report {
        /** So many of the accepted members are of no use to the destination; it does not say which. */
        void unusable(long members);
    }

    /**
     * For destinations that erase nobody.
     *
     * @throws SeraiException CONFIG_INVALID if it is an erasure
     */
    public void refuseErasure() {
        if (operation == Operation.ERASE) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID, "This destination erases nobody. Its members can only be removed.");
        }
    }

    /** The same delivery, whose report nobody hears: it will be made again. */
    public Delivery unheard() {
        return new Delivery(id, sync, operation, namespace, fields, members, deadline);
    }

    /** The same delivery with other members. */
    public Delivery of(List<Member> others) {
        return new Delivery(id, sync, operation, namespace, fields, others, report, deadline);
    }
}
