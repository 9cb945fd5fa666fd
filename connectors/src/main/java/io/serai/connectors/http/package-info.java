/** Declarative HTTP: connectors that are a YAML file and no Java of their own. */
@NullMarked
package io.serai.connectors.http;

import org.jspecify.annotations.NullMarked;
