/** Records that are pushed over HTTP by whoever knows a secret. */
@NullMarked
package io.serai.connectors.webhook;

import org.jspecify.annotations.NullMarked;
