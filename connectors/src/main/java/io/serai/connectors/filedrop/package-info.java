/** Files for destinations that take files: CSV or JSON Lines, the whole segment or what changed. */
@NullMarked
package io.serai.connectors.filedrop;

import org.jspecify.annotations.NullMarked;
