/** Groups of people that are no person: households and accounts, as values that profiles share. */
@NullMarked
package io.serai.group;

import org.jspecify.annotations.NullMarked;
