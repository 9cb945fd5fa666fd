/** Runs, their books, checkpoints, dead letters and leases. */
@NullMarked
package io.serai.run;

import org.jspecify.annotations.NullMarked;
