/** Profiles: the golden record of each person, how it is stored, and which record each value came from. */
@NullMarked
package io.serai.profile;

import org.jspecify.annotations.NullMarked;
