/** Keys: sealing personal data and hashing identifiers for look-up. */
@NullMarked
package io.serai.crypto;

import org.jspecify.annotations.NullMarked;
