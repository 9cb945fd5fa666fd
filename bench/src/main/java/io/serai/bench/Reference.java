package io.serai.bench;

import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bare reference of the import: LOAD DATA from memory into three fixed tables, in batches of the same size, one
 * transaction each. A record has a bigint key, a unique 16-byte key, an indexed bigint and a 300-byte blob; three
 * identifier rows a record have a 16-byte hash and a bigint as their key; a profile has nine typed columns.
 */
final class Reference {
    private static final BulkLoad RECORDS =
            BulkLoad.insert("bare_record", List.of("id", "hash", "profile_id", "content"));
    private static final BulkLoad IDENTIFIERS = BulkLoad.insert("bare_identifier", List.of("hash", "record_id"));
    private static final BulkLoad PROFILES =
            BulkLoad.insert("bare_profile", List.of("id", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"));

    private Reference() {}

    /** Rows per second. */
    static double run(Database database, int rows, int batch) {
        database.jdbi().useHandle(handle -> {
            handle.execute("DROP TABLE IF EXISTS bare_record, bare_identifier, bare_profile");
            handle.execute("CREATE TABLE bare_record (id BIGINT PRIMARY KEY, hash BINARY(16) NOT NULL UNIQUE,"
                    + " profile_id BIGINT NOT NULL, content BLOB NOT NULL, KEY (profile_id))");
            handle.execute(
                    "CREATE TABLE bare_identifier (hash BINARY(16), record_id BIGINT, PRIMARY KEY (hash, record_id))");
            handle.execute(
                    "CREATE TABLE bare_profile (id BIGINT PRIMARY KEY, c1 VARCHAR(255), c2 VARCHAR(255), c3 DATE,"
                            + " c4 VARCHAR(2), c5 VARCHAR(255), c6 VARCHAR(255), c7 VARCHAR(255), c8 BIGINT)");
        });
        SplittableRandom random = new SplittableRandom(1);
        byte[] content = new byte[300];
        byte[] hash = new byte[16];
        BulkRows records = new BulkRows();
        BulkRows identifiers = new BulkRows();
        BulkRows profiles = new BulkRows();
        long began = System.nanoTime();
        for (int from = 0; from < rows; from += batch) {
            records.clear();
            identifiers.clear();
            profiles.clear();
            for (int id = from; id < Math.min(rows, from + batch); id++) {
                random.nextBytes(hash);
                random.nextBytes(content);
                records.number(id).bytes(hash).number(id).bytes(content).end();
                for (int i = 0; i < 3; i++) {
                    random.nextBytes(hash);
                    identifiers.bytes(hash).number(id).end();
                }
                profiles.number(id)
                        .text("Anna")
                        .text("Müller")
                        .plain(LocalDate.of(1980, 1, 1 + id % 28).toString());
                profiles.text("DE")
                        .text("Berlin")
                        .text("10115")
                        .text("plan1")
                        .number(id % 500)
                        .end();
            }
            database.inTransaction(handle -> {
                RECORDS.run(handle.getConnection(), records);
                IDENTIFIERS.run(handle.getConnection(), identifiers);
                PROFILES.run(handle.getConnection(), profiles);
                return true;
            });
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        database.jdbi().useHandle(handle -> handle.execute("DROP TABLE bare_record, bare_identifier, bare_profile"));
        return rows / seconds;
    }
}
