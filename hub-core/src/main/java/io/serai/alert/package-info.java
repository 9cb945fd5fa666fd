/** What needs somebody, and telling them. */
@NullMarked
package io.serai.alert;

import org.jspecify.annotations.NullMarked;
