/** The hub as a separate process, under every fault we can think of and reach. */
@NullMarked
package io.serai.faults;

import org.jspecify.annotations.NullMarked;
