/** Which records are one person: probabilistic matching, pure, without a store. */
@NullMarked
package io.serai.match;

import org.jspecify.annotations.NullMarked;
