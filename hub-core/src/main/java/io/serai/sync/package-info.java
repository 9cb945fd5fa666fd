/** Syncs: keep a destination in step with a segment by a ledger, a diff, an outbox and outcomes. */
@NullMarked
package io.serai.sync;

import org.jspecify.annotations.NullMarked;
