/** Who may do what: roles, permissions, and the credentials that callers prove themselves with. */
@NullMarked
package io.serai.access;

import org.jspecify.annotations.NullMarked;
