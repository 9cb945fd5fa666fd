/** Mapping definitions: from raw records to canonical ones, compiled once, pure and total. */
@NullMarked
package io.serai.mapping;

import org.jspecify.annotations.NullMarked;
