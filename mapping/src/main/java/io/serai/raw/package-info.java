/** Records as a source yields them, before any mapping, and the streams that yield them. */
@NullMarked
package io.serai.raw;

import org.jspecify.annotations.NullMarked;
