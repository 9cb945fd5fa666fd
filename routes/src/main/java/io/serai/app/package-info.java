/** The hub as a program: wiring, start and stop, the command line. */
@NullMarked
package io.serai.app;

import org.jspecify.annotations.NullMarked;
