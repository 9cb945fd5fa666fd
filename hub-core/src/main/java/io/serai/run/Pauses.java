package io.serai.run;

import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;

/** Which streams of sources take in nothing until they are resumed; kept in the store, so for every hub. Thread-safe. */
public final class Pauses {
    private final Database database;
    private final Clock clock;

    public Pauses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param stream such as {@code crm.contacts} */
    public void pause(String stream) {
        database.inTransaction(handle -> handle.execute(
                "INSERT IGNORE INTO paused_stream (name, paused_at) VALUES (?, ?)",
                stream,
                Moments.bind(clock.instant())));
    }

    public void resume(String stream) {
        database.inTransaction(handle -> handle.execute("DELETE FROM paused_stream WHERE name = ?", stream));
    }

    public boolean isPaused(String stream) {
        return database.read(handle -> handle.createQuery("SELECT EXISTS(SELECT 1 FROM paused_stream WHERE name = ?)")
                .bind(0, stream)
                .mapTo(Boolean.class)
                .one());
    }
}
