package io.serai.connectors.jdbc;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.Source;
import io.serai.source.SourceKind;

/** The source kind {@code jdbc}: tables and queries of MariaDB, MySQL and PostgreSQL. */
public final class JdbcSourceKind implements SourceKind {
    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public ObjectShape options() {
        return Database.options();
    }

    @Override
    public ObjectShape stream() {
        return SourceKind.streamOf("a stream of rows")
                .optional("table", Shape.text(), "The table, written as in the catalogue; SCHEMA.TABLE if need be.")
                .optional("query", Shape.text(), "A SELECT without ORDER BY, instead of 'table'.")
                .required("key", Shape.text(), "The column that identifies a row.")
                .optional(
                        "cursor",
                        Shape.text(),
                        "The column that grows with every change, a time or a number; without it, all rows are read"
                                + " each time.")
                .optional(
                        "overlap",
                        Shape.duration(),
                        "How long a change may take from getting its cursor to being seen. Needed only where clients'"
                                + " clocks fill the cursor; 5m where the user may not see others' transactions.")
                .optional("fetch", Shape.whole(1, 10_000), "Rows asked for at once; 1000 unless said.")
                .optional("revision", Shape.whole(0, 1_000_000), "Raise it to accept that columns have changed.")
                .build();
    }

    @Override
    public boolean readsEverything(Node stream) {
        return stream.get("cursor").isEmpty();
    }

    @Override
    public void check(Node stream, Problems problems) {
        if (stream.get("table").isPresent() == stream.get("query").isPresent()) {
            stream.problem("a stream reads either a table or a query.", "Write one of 'table' and 'query'.");
        }
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        return new JdbcSource(Database.of(options, context, Side.SOURCE));
    }
}
