package io.serai.bench;

import io.serai.store.StoreConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The import as a Camel user would write it by hand: file, streaming split, batches of 1,000 upserts by camel-sql into
 * one keyed table. No identity, no lineage, no encryption, no books.
 */
final class PlainCamel {
    private static final int BATCH = 1_000;
    private static final String[] COLUMNS = {
        "row_id",
        "customer_no",
        "email",
        "phone",
        "first_name",
        "last_name",
        "birth_date",
        "country",
        "city",
        "postcode",
        "plan",
        "visits",
        "updated_at"
    };

    private PlainCamel() {}

    /** Rows per second. */
    static double run(StoreConfig store, Path file, int rows) throws Exception {
        MariaDbDataSource source = new MariaDbDataSource(store.url() + "&useBulkStmts=true");
        source.setUser(store.user());
        source.setPassword(store.password());
        createTable(source);
        CountDownLatch done = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("store", source);
            context.addRoutes(route(file, done));
            long began = System.nanoTime();
            context.start();
            done.await();
            double seconds = (System.nanoTime() - began) / 1e9;
            context.stop();
            check(source, rows);
            return rows / seconds;
        }
    }

    private static void createTable(MariaDbDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain_camel");
            statement.execute("CREATE TABLE plain_camel (row_id VARCHAR(40) PRIMARY KEY, customer_no VARCHAR(40),"
                    + " email VARCHAR(255), phone VARCHAR(40), first_name VARCHAR(100), last_name VARCHAR(100),"
                    + " birth_date DATE, country VARCHAR(2), city VARCHAR(100), postcode VARCHAR(20), plan VARCHAR(40),"
                    + " visits INT, updated_at VARCHAR(40))");
        }
    }

    private static void check(MariaDbDataSource source, int rows) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM plain_camel")) {
            result.next();
            if (result.getInt(1) != rows) {
                throw new IllegalStateException("the plain Camel route stored " + result.getInt(1) + " of " + rows);
            }
            statement.execute("DROP TABLE plain_camel");
        }
    }

    private static RouteBuilder route(Path file, CountDownLatch done) {
        AggregationStrategy intoList = (older, newer) -> {
            Exchange list = older == null ? newer : older;
            if (older == null) {
                List<Object> bodies = new ArrayList<>(BATCH);
                bodies.add(newer.getMessage().getBody());
                newer.getMessage().setBody(bodies);
            } else {
                older.getMessage().getBody(List.class).add(newer.getMessage().getBody());
            }
            list.setProperty(Exchange.SPLIT_COMPLETE, newer.getProperty(Exchange.SPLIT_COMPLETE, false, Boolean.class));
            return list;
        };
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + file.getParent() + "?noop=true&fileName=" + file.getFileName())
                        .routeId("plain")
                        .split(body().tokenize("\n"))
                        .streaming()
                        .filter(exchange ->
                                !exchange.getMessage().getBody(String.class).startsWith("row_id"))
                        .process(exchange -> exchange.getMessage()
                                .setBody(columns(exchange.getMessage().getBody(String.class))))
                        .aggregate(constant(true), intoList)
                        .completionSize(BATCH)
                        .completionPredicate(
                                exchange -> exchange.getProperty(Exchange.SPLIT_COMPLETE, false, Boolean.class))
                        .eagerCheckCompletion()
                        // On the reading thread: with a queue between them the reader would fill the heap.
                        .executorService(new SynchronousExecutorService())
                        .to(
                                "sql:INSERT INTO plain_camel VALUES (:#row_id, :#customer_no, :#email, :#phone, :#first_name,"
                                        + " :#last_name, :#birth_date, :#country, :#city, :#postcode, :#plan, :#visits, :#updated_at)"
                                        + " ON DUPLICATE KEY UPDATE email = VALUES(email), phone = VALUES(phone),"
                                        + " city = VALUES(city), plan = VALUES(plan), visits = VALUES(visits),"
                                        + " updated_at = VALUES(updated_at)?batch=true&dataSource=#store")
                        .process(exchange -> {
                            if (exchange.getProperty(Exchange.SPLIT_COMPLETE, false, Boolean.class)) {
                                done.countDown();
                            }
                        });
            }
        };
    }

    private static Map<String, Object> columns(String line) {
        String[] cells = line.split(",", -1);
        Map<String, Object> row = new TreeMap<>();
        for (int i = 0; i < COLUMNS.length; i++) {
            row.put(COLUMNS[i], cells[i]);
        }
        return row;
    }
}
