/** What people asked of us: identifiers that must not be sent, or not even be stored. */
@NullMarked
package io.serai.privacy;

import org.jspecify.annotations.NullMarked;
