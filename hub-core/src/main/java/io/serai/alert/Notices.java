package io.serai.alert;

import io.serai.error.ErrorCode;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is to be told and what was, in the store: a restart tells nothing twice and forgets nothing. Thread-safe. */
public final class Notices {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 5;
    /** After that nobody wants to hear of it. */
    private static final Duration HORIZON = Duration.ofDays(1);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST = 1_000;

    private final Database database;
    private final Clock clock;

    public Notices(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How an alert fares.
     *
     * @param waiting notices that are still to be told
     * @param failure why the last try failed, while one waits that was tried
     */
    public record Tally(long waiting, Optional<Instant> toldAt, Optional<String> failure) {}

    /** Adds a notice, in the caller's transaction. */
    public void add(Handle handle, String alert, Change change) {
        Concern concern = change.concern();
        handle.createUpdate(
                        "INSERT INTO notice (alert, event, trouble, kind, name, code, since, message, cure, link, at,"
                                + " next_at) VALUES (:alert, :event, :trouble, :kind, :name, :code, :since, :message, :cure,"
                                + " :link, :now, :now)")
                .bind("alert", alert)
                .bind("event", change.event().word())
                .bind("trouble", concern.trouble().word())
                .bind("kind", concern.kind())
                .bind("name", concern.name())
                .bind("code", concern.code().name())
                .bind("since", Moments.bind(concern.since()))
                .bind("message", cut(concern.message()))
                .bind("cure", cut(concern.cure()))
                .bind("link", concern.link())
                .bind("now", Moments.bind(clock.instant()))
                .execute();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(MOST, text.length()));
    }

    /** Those whose time has come, the oldest first. */
    public List<Notice> due(int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM notice WHERE told_at IS NULL AND next_at <= :now ORDER BY id LIMIT " + most)
                .bind("now", Moments.bind(clock.instant()))
                .map((row, context) -> read(row))
                .list());
    }

    private static Notice read(ResultSet row) throws SQLException {
        Concern concern = new Concern(
                Trouble.of(row.getString("trouble")),
                row.getString("kind"),
                row.getString("name"),
                ErrorCode.valueOf(row.getString("code")),
                Moments.read(row.getObject("since", LocalDateTime.class)),
                row.getString("message"),
                row.getString("cure"),
                row.getString("link"));
        Change.Event event = Change.Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT));
        return new Notice(
                row.getLong("id"),
                row.getString("alert"),
                new Change(event, concern),
                Moments.read(row.getObject("at", LocalDateTime.class)));
    }

    public void told(long id) {
        database.inTransaction(handle -> handle.execute(
                "UPDATE notice SET told_at = ?, failure = NULL WHERE id = ?", Moments.bind(clock.instant()), id));
    }

    /** Puts a notice off, the longer the more often it has failed. */
    public void failed(long id, String why) {
        database.inTransaction(handle -> handle.execute(
                "UPDATE notice SET failure = ?, next_at = ? + INTERVAL ? * POW(2, LEAST(attempts, ?)) SECOND,"
                        + " attempts = attempts + 1 WHERE id = ?",
                cut(why),
                Moments.bind(clock.instant()),
                FIRST.toSeconds(),
                DOUBLINGS,
                id));
    }

    /** How an alert fares. */
    public Tally tally(String alert) {
        return database.read(handle -> handle.createQuery(
                        "SELECT SUM(told_at IS NULL) AS waiting, MAX(told_at) AS told,"
                                + " (SELECT failure FROM notice WHERE alert = :alert AND told_at IS NULL AND failure IS NOT NULL"
                                + " ORDER BY id DESC LIMIT 1) AS failure FROM notice WHERE alert = :alert")
                .bind("alert", alert)
                .map((row, context) -> new Tally(
                        row.getLong("waiting"),
                        Optional.ofNullable(row.getObject("told", LocalDateTime.class))
                                .map(Moments::read),
                        Optional.ofNullable(row.getString("failure"))))
                .one());
    }

    /** Forgets what was told long ago, and gives up what could not be told for a day; answers how many that were. */
    public int expire() {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            handle.execute("DELETE FROM notice WHERE told_at < ?", Moments.bind(now.minus(KEPT)));
            return handle.execute(
                    "DELETE FROM notice WHERE told_at IS NULL AND at < ?", Moments.bind(now.minus(HORIZON)));
        });
    }
}
