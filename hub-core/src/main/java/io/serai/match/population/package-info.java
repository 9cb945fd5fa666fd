/** Made-up people and the records that several sources hold of them, to try matching on. */
@NullMarked
package io.serai.match.population;

import org.jspecify.annotations.NullMarked;
