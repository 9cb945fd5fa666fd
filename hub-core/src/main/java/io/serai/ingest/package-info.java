/** Ingest: one transaction a batch, with records, identity, profiles, events, books and checkpoint in it. */
@NullMarked
package io.serai.ingest;

import org.jspecify.annotations.NullMarked;
