/** Computed traits: what the hub works out about each profile from events and other traits, kept in step in SQL. */
@NullMarked
package io.serai.trait;

import org.jspecify.annotations.NullMarked;
