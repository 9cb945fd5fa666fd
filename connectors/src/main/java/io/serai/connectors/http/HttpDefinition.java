package io.serai.connectors.http;

import io.serai.connector.Operation;
import io.serai.document.ObjectShape;
import java.time.Duration;
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
        Map<String, Slot> slots,
        Limits limits,
        Optional<Ttl> ttl,
        Optional<Call> check,
        Map<Operation, List<Link>> operations,
        Map<String, StreamDefinition> streams,
        StatusRules statuses,
        String reference) {

    /** Which version of a vendor's API it is written for, and the day that ends. */
    record Vendor(Optional<String> apiVersion, Optional<String> sunset) {}

    /** Where an identifier appears: under which name, from which namespace, written how. */
    record Slot(String namespace, IdentifierProfile profile) {}

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
     * @param quote how the values of members are written in the path
     */
    record Call(String method, Text path, Quote quote, Set<Integer> accept) {}

    /**
     * One of the requests that an operation makes one after the other, each for those whom the one before accepted.
     *
     * @param body no body if empty
     * @param refused statuses that refuse the members, whatever the connector's rules say of them
     * @param gives what the answer gives the members for the requests that follow
     * @param job what the answer begins, if it says no more than that
     */
    record Link(
            Call call,
            Optional<Template> body,
            int maxItems,
            int maxBytes,
            AnswerParser answer,
            Set<Integer> refused,
            Optional<Gives> gives,
            Optional<Job> job) {}

    /** Everything a template may name outside {@code each}, secrets apart. */
    static final String AUDIENCE = "audience.";

    /** Whether the vendor works on some request after it has answered. */
    boolean worksInJobs() {
        return operations.values().stream()
                .flatMap(List::stream)
                .anyMatch(link -> link.job().isPresent());
    }
}
