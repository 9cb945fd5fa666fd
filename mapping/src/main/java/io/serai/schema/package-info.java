/** The profile schema: which traits, identifiers, consents and events exist, and of what type they are. */
@NullMarked
package io.serai.schema;

import org.jspecify.annotations.NullMarked;
