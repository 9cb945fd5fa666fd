package io.serai.sync;

import io.serai.connector.Outcome;

/** A member whom a destination refused, and why. */
record Refused(Batch.Row row, Outcome.Rejected outcome) {}
