/** Files as a source: watched folders. */
@NullMarked
package io.serai.connectors.file;

import org.jspecify.annotations.NullMarked;
