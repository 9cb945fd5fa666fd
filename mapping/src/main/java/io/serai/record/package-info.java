/** The canonical record: what every source's records become. */
@NullMarked
package io.serai.record;

import org.jspecify.annotations.NullMarked;
