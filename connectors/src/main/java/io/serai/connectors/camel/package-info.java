/** Connectors that are Camel's: any endpoint, and any Kamelet of the catalogue or of the user's own. */
@NullMarked
package io.serai.connectors.camel;

import org.jspecify.annotations.NullMarked;
