/** Sources that are places where objects lie, each read once: what buckets and remote folders have in common. */
@NullMarked
package io.serai.connectors.objects;

import org.jspecify.annotations.NullMarked;
