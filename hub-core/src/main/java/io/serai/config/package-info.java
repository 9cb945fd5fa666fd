/** The folder of YAML a user writes: read whole, checked whole, taken over file by file. */
@NullMarked
package io.serai.config;

import org.jspecify.annotations.NullMarked;
