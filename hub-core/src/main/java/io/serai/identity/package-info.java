/** Identity resolution: which subjects are one person, as a pure function of records, rules and decisions. */
@NullMarked
package io.serai.identity;

import org.jspecify.annotations.NullMarked;
