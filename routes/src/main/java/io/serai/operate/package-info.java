/** What a running hub does: imports, syncs, configuration, status. */
@NullMarked
package io.serai.operate;

import org.jspecify.annotations.NullMarked;
