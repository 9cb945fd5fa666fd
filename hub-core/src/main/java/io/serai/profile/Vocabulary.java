package io.serai.profile;

import io.serai.store.Database;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Names as small numbers, kept in the store; numbers are never reused. Thread-safe. */
public final class Vocabulary {
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Database database;

    /** Loads the vocabulary and adds the names that are missing. */
    public Vocabulary(Database database, Collection<String> needed) {
        this.database = database;
        add(needed);
    }

    /** Makes sure that all these names have numbers. */
    public void add(Collection<String> needed) {
        database.inTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET sequence = sequence WHERE id = 1");
            load(handle);
            for (String name : needed) {
                if (!numbers.containsKey(name)) {
                    handle.execute(
                            "INSERT INTO vocabulary (id, name) SELECT COALESCE(MAX(id), 0) + 1, ? FROM vocabulary",
                            name);
                    load(handle);
                }
            }
            return true;
        });
    }

    private void load(Handle handle) {
        handle.createQuery("SELECT id, name FROM vocabulary")
                .map((row, context) -> {
                    numbers.put(row.getString("name"), row.getInt("id"));
                    names.put(row.getInt("id"), row.getString("name"));
                    return true;
                })
                .list();
    }

    int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("not in the vocabulary: " + name);
        }
        return number;
    }

    String name(int number) {
        String name = names.get(number);
        if (name == null) {
            throw new IllegalStateException("no name in the vocabulary has number " + number);
        }
        return name;
    }
}
