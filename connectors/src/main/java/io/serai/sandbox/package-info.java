/** A small e-mail tool to try Serai with. */
@NullMarked
package io.serai.sandbox;

import org.jspecify.annotations.NullMarked;
