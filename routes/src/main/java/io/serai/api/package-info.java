/** The HTTP API: parses, authorises, calls the hub, renders. */
@NullMarked
package io.serai.api;

import org.jspecify.annotations.NullMarked;
