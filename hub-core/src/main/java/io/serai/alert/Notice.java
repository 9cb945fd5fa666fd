package io.serai.alert;

import java.time.Instant;

/**
 * What is to be told to somebody.
 *
 * @param id the same however often it is tried
 * @param alert who is told
 * @param at when it happened
 */
public record Notice(long id, String alert, Change change, Instant at) {}
