/** Resolving, training and auditing on files, without a hub and without a store. */
@NullMarked
package io.serai.app.identity;

import org.jspecify.annotations.NullMarked;
