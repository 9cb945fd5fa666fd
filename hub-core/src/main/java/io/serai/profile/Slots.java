package io.serai.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link Slot}s by name, in the order of the names. In arrays, because an import holds tens of thousands of states at a
 * time and their number of objects is what the garbage collector works on. Not thread-safe.
 */
final class Slots {
    private static final int FEW = 4;

    private String[] names;
    private @Nullable Object[] values;
    private long[] times;
    private int size;

    Slots() {
        this(FEW);
    }

    private Slots(int room) {
        names = new String[room];
        values = new Object[room];
        times = new long[room];
    }

    Slots copy() {
        Slots copy = new Slots(size);
        System.arraycopy(names, 0, copy.names, 0, size);
        System.arraycopy(values, 0, copy.values, 0, size);
        System.arraycopy(times, 0, copy.times, 0, size);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    List<String> names() {
        return Arrays.asList(names).subList(0, size);
    }

    String name(int at) {
        return names[at];
    }

    Slot slot(int at) {
        return new Slot(values[at], times[at]);
    }

    @Nullable Slot get(String name) {
        int at = find(name);
        return at < 0 ? null : slot(at);
    }

    /** Takes a value in if it wins against what is there; answers whether it did. */
    boolean offer(String name, @Nullable Object value, long time) {
        int at = find(name);
        if (at >= 0 && !slot(at).yieldsTo(value, time)) {
            return false;
        }
        put(at, name, value, time);
        return true;
    }

    /** Sets a value whatever is there. */
    void put(String name, @Nullable Object value, long time) {
        put(find(name), name, value, time);
    }

    /** Removes what was observed at a time, but for these names. */
    void removeAt(long time, Set<String> kept) {
        int left = 0;
        for (int at = 0; at < size; at++) {
            if (times[at] != time || kept.contains(names[at])) {
                names[left] = names[at];
                values[left] = values[at];
                times[left] = times[at];
                left++;
            }
        }
        Arrays.fill(values, left, size, null);
        size = left;
    }

    boolean sameAs(Slots others) {
        return size == others.size
                && Arrays.equals(names, 0, size, others.names, 0, size)
                && Arrays.equals(values, 0, size, others.values, 0, size)
                && Arrays.equals(times, 0, size, others.times, 0, size);
    }

    private void put(int found, String name, @Nullable Object value, long time) {
        int at = found;
        if (found < 0) {
            at = -found - 1;
            open(at);
            names[at] = name;
        }
        values[at] = value;
        times[at] = time;
    }

    private void open(int at) {
        if (size == names.length) {
            int room = size + Math.max(FEW, size / 2);
            names = Arrays.copyOf(names, room);
            values = Arrays.copyOf(values, room);
            times = Arrays.copyOf(times, room);
        }
        System.arraycopy(names, at, names, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(times, at, times, at + 1, size - at);
        size++;
    }

    private int find(String name) {
        return Arrays.binarySearch(names, 0, size, name);
    }
}
