/** Insights: numbers about profiles, events, segments and syncs. Reads only, within a limit of time. */
@NullMarked
package io.serai.insight;

import org.jspecify.annotations.NullMarked;
