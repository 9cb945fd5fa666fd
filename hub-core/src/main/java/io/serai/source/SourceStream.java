package io.serai.source;

import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the records of one stream are reached. */
public sealed interface SourceStream {
    /**
     * Asks whether this stream can be read, where that is not known from its source: a table may be closed to who may log
     * in. Stores nothing and changes nothing there.
     *
     * @throws io.serai.error.SeraiException as {@link Source#check}; SOURCE_SCHEMA_CHANGED if what it names is not there
     */
    default void check() {}

    /** Records that can be asked for since a cursor: an API, a table, a topic. */
    non-sealed interface Pulled extends SourceStream {
        /**
         * Reads to the present end.
         *
         * @param cursor what {@link RecordStream#cursor} said when an earlier read was stored; empty for everything
         * @return records whose {@code cursor} tells where to go on. It must be safe: reading from it again yields every
         *     record that was not yielded before it, and may yield others once more.
         * @throws io.serai.error.SeraiException CURSOR_INVALID if the source no longer knows the cursor, and as
         *     {@link Source#check}
         */
        RecordStream read(Optional<String> cursor);

        /**
         * The same stream, told what its mapping reads, so that it can refuse to go on when that is gone.
         *
         * @param fields names of fields at the top of a record
         */
        default Pulled needing(Set<String> fields) {
            return this;
        }
    }

    /** Things that each are read once, such as files in a bucket. */
    non-sealed interface Objects extends SourceStream {
        /** The objects there are, those imported before too, in the order they are to be imported in. */
        Iterable<StoredObject> list();

        /** Opens one at its first record: the same records in the same order every time. */
        RecordStream open(StoredObject object);

        /** One was imported, or cannot be: the place to move or remove it. */
        default void settled(StoredObject object, boolean imported) {}
    }

    /** Records that come by themselves: nobody reads them, their sender brings them. */
    @FunctionalInterface
    non-sealed interface Pushed extends SourceStream {
        /**
         * Takes apart what a sender brought. Thread-safe.
         *
         * @param headers of the request, by name in small letters
         * @return the records, at positions from 0
         * @throws io.serai.error.SeraiException NOT_AUTHENTICATED if the sender does not prove itself; RECORD_MALFORMED if
         *     the body as a whole cannot be read
         */
        List<RawItem> receive(Function<String, Optional<String>> headers, byte[] body);
    }

    /** Records that arrive at a Camel endpoint, which keeps or repeats what we do not say is stored. */
    non-sealed interface Consumed extends SourceStream {
        /**
         * Where from; it may hold credentials, so it goes into no message and no log.
         *
         * @param route what a route of the endpoint's own is to be called, so that it can be told apart
         */
        String endpoint(String route);

        /** Takes apart one message, which is read as the records are. */
        RecordStream records(InputStream message);
    }

    /**
     * One object.
     *
     * @param version changes with the content, such as an ETag; name and version together are one input
     * @param modified when it was written; its records were true then if they do not say so themselves
     */
    record StoredObject(String name, String version, Instant modified) {
        /** Tells the same content of the same object again. */
        public String fingerprint() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                return HexFormat.of().formatHex(digest.digest(version.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
