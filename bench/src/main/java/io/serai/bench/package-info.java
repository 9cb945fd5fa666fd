/** Benchmarks: figures as ratios against bare references measured in the same run. */
@NullMarked
package io.serai.bench;

import org.jspecify.annotations.NullMarked;
