/** Exports: profiles and events as tables, read page by page and written as files, whatever their number. */
@NullMarked
package io.serai.export;

import org.jspecify.annotations.NullMarked;
