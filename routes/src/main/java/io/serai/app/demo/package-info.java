/** A shop that does not exist, with customers, a till and a website: what {@code ./serai demo} shows Serai with. */
@NullMarked
package io.serai.app.demo;

import org.jspecify.annotations.NullMarked;
