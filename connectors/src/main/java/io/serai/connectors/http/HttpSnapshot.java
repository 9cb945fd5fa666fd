package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A replacement under way. Where several requests make it, the latest members wait for those that follow, so that the
 * last request is known to be the last and is never one without members. For one thread.
 */
final class HttpSnapshot implements Snapshot {
    private final HttpDefinition definition;
    private final Replace replace;
    private final Scope scope;
    private final Account account;
    private final Function<Delivery, List<Outcome>> adding;
    private final Slot slot;
    private final long session;
    /** Who was taken over and not sent yet. */
    private final List<Recipient> waiting = new ArrayList<>();

    private boolean emptied;
    private int part = 1;

    /**
     * @param adding adds members as ever
     * @param slot how the vendor knows the members
     * @param session a number that no other replacement of the account has
     */
    HttpSnapshot(
            HttpDefinition definition,
            Replace replace,
            Scope scope,
            Account account,
            Function<Delivery, List<Outcome>> adding,
            Slot slot,
            long session) {
        this.definition = definition;
        this.replace = replace;
        this.scope = scope;
        this.account = account;
        this.adding = adding;
        this.slot = slot;
        this.session = session;
    }

    @Override
    public List<Outcome> add(Delivery page, boolean last) {
        if (replace.by() == Replace.By.EMPTYING) {
            return page.members().isEmpty() ? List.of() : refill(page);
        }
        Admitted admitted = Admitted.of(page, definition.slots(), slot);
        return admitted.outcomes(send(page, admitted.recipients(), last));
    }

    /** Before the vendor takes anybody nothing is emptied; those who are the first to be taken are added once more. */
    private List<Outcome> refill(Delivery page) {
        if (!emptied) {
            List<Outcome> outcomes = adding.apply(page.unheard());
            if (outcomes.stream().noneMatch(Outcome::isTaken)) {
                return outcomes;
            }
            empty();
        }
        return adding.apply(page);
    }

    private void empty() {
        Before emptying = new Before(
                replace.link().call(), replace.link().body(), replace.link().answer(), Map.of());
        try {
            Optional<Outcome> instead = emptying.ask(
                            account,
                            definition.statuses(),
                            scope,
                            definition.limits().timeout())
                    .instead();
            if (instead.isPresent()) {
                throw lost(code(instead.get()), "cannot be emptied now.");
            }
        } catch (IOException e) {
            throw lost(ErrorCode.DESTINATION_UNREACHABLE, "does not answer.");
        }
        emptied = true;
    }

    /** One outcome for each recipient. Whoever waits for what follows is accepted, for all of it is taken or none. */
    private List<Outcome> send(Delivery page, List<Recipient> recipients, boolean last) {
        int before = waiting.size();
        waiting.addAll(recipients);
        if (last) {
            refuseOddSizes();
        }
        int sent = 0;
        Optional<Outcome> trouble = Optional.empty();
        while (trouble.isEmpty() && (waiting.size() - sent > most() || (last && sent < waiting.size()))) {
            int to = Math.min(waiting.size(), sent + most());
            boolean ends = last && to == waiting.size();
            trouble = trouble(page, List.copyOf(waiting.subList(sent, to)), ends);
            sent = trouble.isEmpty() ? to : sent;
        }
        int taken = trouble.isEmpty() ? recipients.size() : Math.max(0, sent - before);
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(taken, new Outcome.Accepted()));
        if (trouble.isPresent()) {
            if (taken == recipients.size()) {
                throw lost(code(trouble.get()), "did not take the members before.");
            }
            waiting.subList(before + taken, waiting.size()).clear();
            outcomes.addAll(Collections.nCopies(recipients.size() - taken, trouble.get()));
        }
        waiting.subList(0, Math.min(sent, waiting.size())).clear();
        return outcomes;
    }

    private int most() {
        return replace.by() == Replace.By.WHOLE
                ? Integer.MAX_VALUE
                : replace.link().maxItems();
    }

    /** Why a request was not taken up; empty if it was. */
    private Optional<Outcome> trouble(Delivery page, List<Recipient> members, boolean ends) {
        Map<String, JsonNode> values = new HashMap<>(scope.values());
        values.put(Replace.SESSION, LongNode.valueOf(session));
        values.put(Replace.PART, LongNode.valueOf(part));
        values.put(Replace.LAST, BooleanNode.valueOf(ends));
        Link link = replace.link().sized(members.size());
        List<Outcome> outcomes =
                new Chain(definition, Scope.of(values), account, slot, page).send(List.of(link), members);
        Optional<Outcome> trouble =
                outcomes.stream().filter(Outcome::isToBeSentAgain).findFirst();
        if (trouble.isEmpty()) {
            part++;
        }
        return trouble;
    }

    private void refuseOddSizes() {
        int size = waiting.size();
        if (size == 0 && part > 1) {
            throw lost(ErrorCode.DESTINATION_FAILED, "is left without the end of its members.");
        }
        if (part == 1 && size < replace.minItems()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    named() + " takes no fewer than " + replace.minItems() + " members as a whole, and there are "
                            + size + ". Let the segment grow, or use another mode if there is one.");
        }
        if (replace.by() == Replace.By.WHOLE && size > replace.link().maxItems()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    named() + " takes no more than " + replace.link().maxItems() + " members as a whole, and there are "
                            + size + ". Divide the segment.");
        }
    }

    private String named() {
        return "The destination '" + account.context().name() + "'";
    }

    private SeraiException lost(ErrorCode code, String what) {
        return new SeraiException(code, named() + " " + what + " The segment is written anew by the next run.");
    }

    private static ErrorCode code(Outcome trouble) {
        return trouble.fold(
                () -> ErrorCode.INTERNAL, refusal -> refusal.code(), (code, after) -> code, job -> ErrorCode.INTERNAL);
    }

    /** The last request has done it, unless nobody was left to be added to what is emptied. */
    @Override
    public void commit() {
        if (replace.by() == Replace.By.EMPTYING && !emptied) {
            empty();
        }
    }

    @Override
    public void close() {}
}
