/** Segments: conditions on profiles and their events, compiled to SQL once for every use, and their members. */
@NullMarked
package io.serai.segment;

import org.jspecify.annotations.NullMarked;
