/** The connectors that ship with the hub, and how they are found. */
@NullMarked
package io.serai.connectors;

import org.jspecify.annotations.NullMarked;
