package io.serai.connector.testkit;

import io.serai.source.SourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source connector beside a place it reads from, for {@link SourceContract}. Records have the fields {@code id} and
 * {@code name}. Fixtures are used by one test each.
 */
public interface SourceFixture extends AutoCloseable {
    SourceKind kind();

    /** Options that work, as YAML flow, such as <code>{ url: "http://127.0.0.1:1", token: t }</code>. */
    String options();

    /** The settings of a stream that works, as YAML flow; {@code mapping} among them. */
    String stream();

    /** The values of the options that must never be shown. */
    default List<String> secrets() {
        return List.of();
    }

    /** Adds records at the place, or changes those whose id is there. */
    void write(List<Map<String, String>> records);

    /**
     * A request of a sender's.
     *
     * @param headers by name in small letters
     */
    record Push(Map<String, String> headers, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** What was written, as its senders push it; nothing if the source is not pushed to. */
    default List<Push> pushes() {
        return List.of();
    }

    /** Options that lead nowhere, if there can be any. */
    default Optional<String> wrongAddress() {
        return Optional.empty();
    }

    /** Options with a credential that is refused, if there can be any. */
    default Optional<String> wrongCredential() {
        return Optional.empty();
    }

    /** Options of somebody who is let in and may not read the stream, if there can be such. */
    default Optional<String> missingRight() {
        return Optional.empty();
    }

    @Override
    void close();
}
