/** The Camel routes: when things happen. What happens is in io.serai.operate. */
@NullMarked
package io.serai.route;

import org.jspecify.annotations.NullMarked;
