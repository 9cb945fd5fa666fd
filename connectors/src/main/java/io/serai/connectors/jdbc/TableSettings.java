package io.serai.connectors.jdbc;

import io.serai.document.Node;
import java.time.Duration;
import java.util.Optional;

/**
 * What a stream reads.
 *
 * @param from a table or a query, as SQL that can follow FROM
 * @param key the column that identifies a row
 * @param cursor the column that grows with every change; empty to read everything each time
 * @param overlap how long a change may take to show where we cannot see for ourselves
 * @param fetch rows asked for at once
 * @param revision raised by who accepts that columns have changed
 */
record TableSettings(
        String from, String key, Optional<String> cursor, Optional<Duration> overlap, int fetch, long revision) {
    static TableSettings of(Node stream, Dialect dialect) {
        String from = stream.text("table")
                .map(dialect::quoted)
                .orElseGet(() -> "(" + stream.require("query").text().strip().replaceAll(";\\s*$", "") + "\n) AS q");
        return new TableSettings(
                from,
                stream.require("key").text(),
                stream.text("cursor"),
                stream.get("overlap").map(Node::duration),
                (int) stream.whole("fetch", 1000),
                stream.whole("revision", 0));
    }
}
