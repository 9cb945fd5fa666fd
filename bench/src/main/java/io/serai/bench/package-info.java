/** Benchmarks; none is a unit test. */
@NullMarked
package io.serai.bench;

import org.jspecify.annotations.NullMarked;
