package io.serai.profile;

import io.serai.crypto.Hash;

/**
 * A subject as a member of a profile.
 *
 * @param id the subject's number
 * @param recordKey keyed hash of its stream and key: the order in which ties are broken
 * @param source the name of the source it comes from
 * @param stream the stream's name within the source
 */
public record Member(long id, Hash recordKey, String source, String stream, SubjectState state) {}
