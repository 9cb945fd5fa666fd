/** The hub's MBeans: how its parts stand, and what an operator can do with them. */
@NullMarked
package io.serai.jmx;

import org.jspecify.annotations.NullMarked;
