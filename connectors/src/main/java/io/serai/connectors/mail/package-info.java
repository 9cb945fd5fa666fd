/** Files by mail. */
@NullMarked
package io.serai.connectors.mail;

import org.jspecify.annotations.NullMarked;
