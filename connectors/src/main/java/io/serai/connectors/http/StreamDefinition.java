package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of {@code streams:} in a connector's file, checked and compiled.
 *
 * @param settings what a source's stream may or must say
 * @param example settings to discover it by; empty if those with defaults do
 * @param key the field that tells one record from all others
 * @param main where its records come from
 * @param deletions where it is told what is gone, if the main request does not tell
 * @param bulk how everything is had the first time, if not by the main request
 */
record StreamDefinition(
        String name,
        Map<String, Setting> settings,
        Optional<Map<String, JsonNode>> example,
        At key,
        Pass main,
        Optional<Pass> deletions,
        Optional<Bulk> bulk) {
    /** Whether a read yields all records each time, not those that are new. */
    boolean readsEverything() {
        return main.since().isEmpty()
                && main.delta().isEmpty()
                && bulk.isEmpty()
                && !main.removedOnly()
                && main.every().isZero();
    }

    /**
     * A setting of a stream.
     *
     * @param list whether it is a list of texts
     * @param otherwise its value where the source says none; empty if it must be said
     */
    record Setting(boolean list, Optional<JsonNode> otherwise, String doc) {}

    /** A request as it is sent; what it names without a value is left out of the query. */
    record Call(
            String method, Text path, Map<String, Text> query, Map<String, Text> headers, Optional<Template> body) {}

    /**
     * Pages of records.
     *
     * @param records where in an answer the list of records is
     * @param since the time to go on from; empty if everything is read every time, or {@code delta} tells
     * @param removed which records say that something is gone
     * @param removedOnly whether all others are passed over
     * @param every how long to wait before it is read again; zero for every time
     */
    record Pass(
            String name,
            Call call,
            At records,
            Optional<Since> since,
            Pager pager,
            Optional<Delta> delta,
            Optional<Removed> removed,
            boolean removedOnly,
            Duration every) {}

    /**
     * A time that grows with every change.
     *
     * @param at where in a record it is
     * @param overlap how far before the newest known change to ask again, for changes that became visible late
     * @param start what is asked for first
     * @param ascending whether records come in the order of this time
     */
    record Since(At at, Moments format, Duration overlap, Instant start, boolean ascending) {}

    /** How the next page is asked for. */
    sealed interface Pager {
        /** There is one page. */
        record Single() implements Pager {}

        /** The answer has the next page's address, in its body or in a Link header. */
        record NextLink(Optional<At> at) implements Pager {}

        /** The answer has a token that {@code page} stands for in the next request. */
        record Token(At at) implements Pager {}

        /** {@code offset} and {@code page} count records and pages; a page that is not full is the last. */
        record Counted(int limit, int first) implements Pager {}

        /**
         * Every request asks anew from the last time seen, so nothing can slip from one page to another while it is read
         * and no depth of results is ever reached.
         *
         * @param ties asks for the records of one time in the order of their keys, from {@code after_id} on, where there
         *     are more of them than a page holds
         * @param firstId what stands before all keys
         */
        record Keyset(int limit, Call ties, String firstId) implements Pager {}
    }

    /**
     * Links that answer what has changed since they were made.
     *
     * @param link where in the last page's answer it is
     * @param expired statuses that mean it is too old
     */
    record Delta(At link, Set<Integer> expired) {}

    /**
     * Records that say that something is gone. They become {@code {KEY: .., deleted: true, deleted_at: ..}}.
     *
     * @param when where a record says so; empty if every record does
     * @param in the texts that mean so
     */
    record Removed(Optional<At> when, List<String> in, At key, Optional<At> time) {}

    /**
     * A job at the vendor that makes everything ready to be fetched as CSV.
     *
     * @param id where the answer to {@code create} has the job's id, {@code job} in the other requests
     * @param started where it has the time the job was made, from which the main request goes on
     * @param status where the answer to {@code poll} has its state
     * @param locator the header with the token of the next part, {@code page} in {@code results}
     */
    record Bulk(
            Call create,
            At id,
            At started,
            Call poll,
            At status,
            List<String> done,
            List<String> failed,
            Duration every,
            Duration most,
            Call results,
            String locator) {}
}
