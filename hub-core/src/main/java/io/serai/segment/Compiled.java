package io.serai.segment;

import java.util.List;
import java.util.Optional;

/**
 * A condition and the SQL that answers it for the profile row {@code p}: 0 or 1, never NULL.
 *
 * @param value what is asked about, NULL when absent; empty for conditions made of others
 * @param parts the conditions it is made of, compiled
 */
record Compiled(Condition condition, String sql, Optional<String> value, List<Compiled> parts) {}
