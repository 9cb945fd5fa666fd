/** What a connector sees and is: the only package of the hub that connectors are written against. */
@NullMarked
package io.serai.connector;

import org.jspecify.annotations.NullMarked;
