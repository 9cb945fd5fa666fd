package io.serai.connectors.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Delivery;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.error.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a delivery who can be written as the vendor wants them, and why the others cannot.
 *
 * @param refusals one for each member of the delivery; empty for those who are admitted
 */
record Admitted(List<Recipient> recipients, List<Optional<String>> refusals) {

    /** @param slot how the vendor knows the delivery's members */
    static Admitted of(Delivery delivery, Slots slots, Slot slot) {
        List<Recipient> recipients = new ArrayList<>();
        List<Optional<String>> refusals = new ArrayList<>();
        for (Member member : delivery.members()) {
            ObjectNode fields = HttpConnector.fieldValues(member.fields());
            // Whoever leaves must not stay for the sake of a field.
            ObjectNode decisive = delivery.operation() == Operation.ADD ? fields : HttpConnector.fieldValues(Map.of());
            Optional<String> refusal = slots.refusal(delivery.namespace(), member.identifier(), decisive);
            refusals.add(refusal);
            if (refusal.isEmpty()) {
                recipients.add(new Recipient(
                        slot.apply(member.identifier()),
                        slots.values(delivery.namespace(), member.identifier(), fields)));
            }
        }
        return new Admitted(recipients, refusals);
    }

    /**
     * One outcome for each member of the delivery, in their order.
     *
     * @param sent those of the recipients
     */
    List<Outcome> outcomes(List<Outcome> sent) {
        Iterator<Outcome> next = sent.iterator();
        return refusals.stream()
                .map(refusal -> refusal.<Outcome>map(reason -> new Outcome.Rejected(ErrorCode.FIELD_INVALID, reason))
                        .orElseGet(next::next))
                .toList();
    }
}
