/** One strict, total and fast normaliser for each type of value. */
@NullMarked
package io.serai.normalise;

import org.jspecify.annotations.NullMarked;
