package io.serai.identity;

import io.serai.profile.GoldenRecord;
import io.serai.profile.Member;
import java.util.List;

/**
 * A profile, and what it is made of.
 *
 * @param members by their numbers
 * @param golden every trait with the record it came from
 */
public record Shown(long profileId, List<Member> members, GoldenRecord golden) {}
