package io.serai.trait;

/**
 * What one refresh did to one trait.
 *
 * @param changed profiles with another value than before
 * @param full whether everyone was looked at, not only those who changed
 */
public record TraitDelta(String trait, long changed, boolean full) {}
