package io.serai.run;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;

/** How streams fared when a hub last looked at them; kept, so that every hub says the same of them. Thread-safe. */
public final class LookStore {
    private static final int MOST = 1_000;

    private final Database database;

    public LookStore(Database database) {
        this.database = database;
    }

    /** @param stream such as {@code crm.contacts} */
    public void save(String stream, Look look) {
        database.inTransaction(handle -> handle.execute(
                "REPLACE INTO stream_look (stream, at, code, message) VALUES (?, ?, ?, ?)",
                stream,
                Moments.bind(look.at()),
                look.failure().map(failure -> failure.code().name()).orElse(null),
                look.failure()
                        .map(failure -> String.valueOf(failure.getMessage()))
                        .map(message -> message.substring(0, Math.min(MOST, message.length())))
                        .orElse(null)));
    }

    public Optional<Look> of(String stream) {
        return database.read(handle -> handle.createQuery("SELECT at, code, message FROM stream_look WHERE stream = ?")
                .bind(0, stream)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static Look read(ResultSet row) throws SQLException {
        Optional<String> code = Optional.ofNullable(row.getString("code"));
        String message = Optional.ofNullable(row.getString("message")).orElse("");
        return new Look(
                Moments.read(row.getObject("at", LocalDateTime.class)),
                code.map(known -> new SeraiException(ErrorCode.valueOf(known), message)));
    }
}
