package io.serai.segment;

import java.util.List;

/**
 * A condition and the SQL that answers it for the profile row {@code p}: 0 or 1, never NULL.
 *
 * @param parts the conditions it is made of, compiled
 */
record Compiled(Condition condition, String sql, List<Compiled> parts) {}
