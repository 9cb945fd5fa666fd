/** Decoders of data files: streaming, in bounded memory, and a damaged record costs only itself. */
@NullMarked
package io.serai.format;

import org.jspecify.annotations.NullMarked;
