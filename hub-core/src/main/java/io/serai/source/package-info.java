/**
 * What a source is to the hub: where records are pulled from. Connectors implement it; {@code io.serai.operate} runs it.
 */
@NullMarked
package io.serai.source;

import org.jspecify.annotations.NullMarked;
