/** What can go wrong, as one list of codes. */
@NullMarked
package io.serai.error;

import org.jspecify.annotations.NullMarked;
