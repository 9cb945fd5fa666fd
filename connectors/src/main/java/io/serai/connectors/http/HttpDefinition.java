package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Operation;
import io.serai.document.ObjectShape;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code connector: NAME} file, checked and compiled. */
record HttpDefinition(
        String name,
        Vendor vendor,
        ObjectShape options,
        ObjectShape audience,
        Map<String, String> defaults,
        Map<String, String> types,
        Auth auth,
        Text baseUrl,
        Map<String, Text> headers,
        Slots slots,
        Limits limits,
        Optional<Ttl> ttl,
        Optional<Call> check,
        Map<Operation, List<Link>> operations,
        Optional<Replace> replace,
        Map<String, StreamDefinition> streams,
        StatusRules statuses,
        String reference) {

    /** Which version of a vendor's API it is written for, and the day that ends. */
    record Vendor(Optional<String> apiVersion, Optional<LocalDate> sunset) {}

    /** Limits of one account. */
    record Limits(
            List<RateLimit.Rate> rates,
            int concurrency,
            Duration timeout,
            int maxResponseBytes,
            Optional<Usage> usage) {}

    /**
     * How long the vendor remembers a member.
     *
     * @param refresh the share of that time after which it is told again, 0 to 1
     */
    record Ttl(Text minutes, double refresh) {}

    /**
     * A vendor's count of what is used of a budget.
     *
     * @param header where it says so, as {@code api-usage=18/15000}
     * @param most the share we may bring it to, 0 to 1
     */
    record Usage(String header, double most) {}

    /**
     * A request without a body and the statuses that mean yes.
     *
     * @param address its path after the base address, or all of it if it goes elsewhere
     * @param quote how the values of members are written in the path
     * @param elsewhere where it goes if not to the base address
     */
    record Call(String method, Text address, Quote quote, Set<Integer> accept, Optional<Elsewhere> elsewhere) {}

    /**
     * One of the requests that an operation makes one after the other, each for those whom the one before accepted.
     *
     * @param before what is asked right before it, each time
     * @param body no body if empty
     * @param maxItemsSetting the setting that says {@code maxItems}, if it is the operator's to say
     * @param refusal how a refusal of the whole batch names those whom it is for, if it does
     * @param refused statuses that refuse the members, whatever the connector's rules say of them
     * @param gives what the answer gives the members for the requests that follow
     * @param job what the answer begins, if it says no more than that
     * @param whole a request that is refused or too large is not to be divided
     */
    record Link(
            Call call,
            Optional<Before> before,
            Optional<Body> body,
            int maxItems,
            Optional<String> maxItemsSetting,
            int maxBytes,
            AnswerParser answer,
            Optional<Named> refusal,
            Set<Integer> refused,
            Optional<Gives> gives,
            Optional<Job> job,
            boolean whole) {
        /** What a request for these members says; empty if that is nothing, and it is not made. */
        Optional<byte[]> content(Scope members) {
            if (body.isEmpty()) {
                return Optional.of(new byte[0]);
            }
            JsonNode rendered = body.get().render(members);
            return body.get().isNothing(rendered)
                    ? Optional.empty()
                    : Optional.of(body.get().bytes(rendered));
        }

        /** The same with batches as large as the settings want them. */
        Link sized(Scope settings) {
            int items = maxItemsSetting
                    .map(name -> settings.value(name).asInt(maxItems))
                    .map(wanted -> Math.min(Math.max(wanted, 1), maxItems))
                    .orElse(maxItems);
            return sized(items);
        }

        /** The same for batches of so many. */
        Link sized(int items) {
            return new Link(
                    call, before, body, items, Optional.empty(), maxBytes, answer, refusal, refused, gives, job, whole);
        }

        /** The same for members of whom a refusal has named some: what is refused again is halved. */
        Link unnamed() {
            return new Link(
                    call,
                    before,
                    body,
                    maxItems,
                    maxItemsSetting,
                    maxBytes,
                    answer,
                    Optional.empty(),
                    refused,
                    gives,
                    job,
                    whole);
        }
    }

    /** Everything a template may name outside {@code each}, secrets apart. */
    static final String AUDIENCE = "audience.";

    /** Whether it is a destination. */
    boolean takesMembers() {
        return !operations.isEmpty() || replace.isPresent();
    }

    /** Whether the vendor works on some request after it has answered. */
    boolean worksInJobs() {
        return operations.values().stream()
                .flatMap(List::stream)
                .anyMatch(link -> link.job().isPresent());
    }
}
