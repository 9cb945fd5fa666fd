package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RecordStream;
import io.serai.source.Absence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file to be imported.
 *
 * @param again what to do if the same content was imported into the stream before
 * @param keepRaw for how long its records are kept as they came, if at all
 * @param absence what a record means that the file does not name, if it is meant to name all
 */
public record FileImport(
        Path file,
        StreamName stream,
        Mapping mapping,
        FormatOptions format,
        Again again,
        Optional<Duration> keepRaw,
        Optional<Absence> absence) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads the file once for its fingerprint: the same content is the same input, whatever its name.
     *
     * @param reading is told how far it is read
     */
    ImportInput input(Reading reading) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            String name = String.valueOf(file.getFileName());
            return ImportInput.fixed(stream, mapping, name, fingerprint(), modified, () -> open(reading))
                    .keeping(keepRaw)
                    .whole(absence);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Of its size. */
    Reading reading() {
        try {
            return new Reading(Files.size(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RecordStream open(Reading reading) {
        try {
            return Formats.open(
                    reading.counted(Files.newInputStream(file)), String.valueOf(file.getFileName()), format);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String fingerprint() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER];
            while (digested.read(buffer) >= 0) {}
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private SeraiException unreadable(IOException cause) {
        return new SeraiException(
                ErrorCode.SOURCE_UNREACHABLE, "The file " + file + " cannot be read. Check that it is there.", cause);
    }
}
