/** Who did what: a trail that can only grow, and that shows where it was tampered with. */
@NullMarked
package io.serai.audit;

import org.jspecify.annotations.NullMarked;
