/**
 * Whether two records are one person, from what they say: comparisons, weights, training and clustering. Pure functions
 * without a store, so that a hub, a command and a test compute the same.
 */
@NullMarked
package io.serai.match;

import org.jspecify.annotations.NullMarked;
