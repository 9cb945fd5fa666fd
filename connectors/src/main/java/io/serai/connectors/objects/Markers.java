package io.serai.connectors.objects;

import io.serai.connectors.objects.ObjectStore.Listed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The objects that say others in their folder are complete. The part of a marker's name that {@code *} stands for is the
 * start of the names it covers, up to a {@code .}, {@code -} or {@code _} or to their end; a number and a {@code -} may
 * come before it ({@code 01-orders.csv}). A marker without such a part covers its whole folder. Immutable.
 */
final class Markers {
    private static final Pattern NUMBER = Pattern.compile("^\\d+-");

    private final Set<String> stems = new HashSet<>();

    Markers(NamePattern pattern, List<Listed> all) {
        all.stream()
                .filter(object -> pattern.matches(object.baseName()))
                .forEach(object -> stems.add(object.folder() + pattern.stem(object.baseName())));
    }

    boolean cover(Listed object) {
        String base = object.baseName();
        return covers(object.folder(), base)
                || covers(object.folder(), NUMBER.matcher(base).replaceFirst(""));
    }

    private boolean covers(String folder, String base) {
        for (int end = 0; end <= base.length(); end++) {
            boolean boundary = end == 0 || end == base.length() || ".-_".indexOf(base.charAt(end)) >= 0;
            if (boundary && stems.contains(folder + base.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
