package io.serai.audit;

import java.util.Optional;

/**
 * Whether the trail is whole.
 *
 * @param rows how many rows were looked at
 * @param head the seal of the last one, in hexadecimal digits; whoever keeps it elsewhere can tell later whether rows up
 *     to it are still there
 * @param fault the first thing that is wrong; empty if nothing is
 */
public record Verdict(long rows, String head, Optional<String> fault) {}
