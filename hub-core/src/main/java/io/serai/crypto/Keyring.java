package io.serai.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * The hub's two keys: one seals personal data (AES-256-GCM), the other hashes identifiers and record keys for look-up
 * (HMAC-SHA-256). Both by Tink. Thread-safe; never prints key material.
 */
public final class Keyring {
    /** Bytes of a look-up hash. */
    public static final int HASH_BYTES = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Aead sealing;
    private final PrfSet hashing;

    private Keyring(KeysetHandle sealing, KeysetHandle hashing) throws GeneralSecurityException {
        this.sealing = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.hashing = hashing.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    /** A new random pair of keys as the text of a key file. */
    public static String generate() {
        try {
            register();
            ObjectNode file = JSON.createObjectNode();
            file.set("sealing", write(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)));
            file.set("hashing", write(KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF)));
            return file.toPrettyString();
        } catch (GeneralSecurityException | IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "new keys cannot be made", e);
        }
    }

    /** Writes a new key file that only its owner can read; an existing one is left as it is. */
    public static void generateAt(Path file) {
        try {
            if (Files.exists(file)) {
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, generate(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.KEY_UNUSABLE, "The key file " + file + " cannot be written.", e);
        }
    }

    /**
     * Reads a key file's text.
     *
     * @throws SeraiException KEY_UNUSABLE
     */
    public static Keyring of(String keyFile) {
        try {
            register();
            JsonNode file = JSON.readTree(keyFile);
            return new Keyring(read(file.path("sealing")), read(file.path("hashing")));
        } catch (GeneralSecurityException | IOException e) {
            throw new SeraiException(
                    ErrorCode.KEY_UNUSABLE,
                    "The key file is not one of ours or is damaged; restore it from its backup.");
        }
    }

    /** Encrypts; the context (such as table and id) must be given again to open. */
    public byte[] seal(byte[] plain, byte[] context) {
        try {
            return sealing.encrypt(plain, context);
        } catch (GeneralSecurityException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "sealing failed", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made for the same context.
     *
     * @throws SeraiException KEY_UNUSABLE if key, context or bytes are not the right ones
     */
    public byte[] open(byte[] sealed, byte[] context) {
        try {
            return sealing.decrypt(sealed, context);
        } catch (GeneralSecurityException e) {
            throw new SeraiException(ErrorCode.KEY_UNUSABLE, "Stored data does not open with this key file.", e);
        }
    }

    /** A keyed hash of {@value #HASH_BYTES} bytes, for look-up by equality. */
    public byte[] hash(byte[] value) {
        try {
            return hashing.computePrimary(value, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "hashing failed", e);
        }
    }

    /** The look-up hash of an identifier; the namespace is mixed in, so equal values of two namespaces differ. */
    public byte[] hashIdentifier(String namespace, String value) {
        return hash(namespace, value);
    }

    /** The look-up hash of a two-part name; no two different pairs share their bytes. */
    public byte[] hash(String scope, String value) {
        byte[] left = scope.getBytes(StandardCharsets.UTF_8);
        byte[] right = value.getBytes(StandardCharsets.UTF_8);
        return hash(ByteBuffer.allocate(left.length + 1 + right.length)
                .put(left)
                .put((byte) 0)
                .put(right)
                .array());
    }

    /** The hash of some bytes under a scope of their own. */
    public byte[] hash(String scope, byte[] value) {
        byte[] left = scope.getBytes(StandardCharsets.UTF_8);
        return hash(ByteBuffer.allocate(left.length + 1 + value.length)
                .put(left)
                .put((byte) 0)
                .put(value)
                .array());
    }

    /** The context of a row: its table and its id. */
    public static byte[] context(String table, long id) {
        byte[] name = table.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + Long.BYTES)
                .put(name)
                .putLong(id)
                .array();
    }

    /** The context of a row that is known by other bytes than a number. */
    public static byte[] context(String table, byte[] key) {
        byte[] name = table.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + key.length).put(name).put(key).array();
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    private static JsonNode write(KeysetHandle handle) throws GeneralSecurityException, IOException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle read(JsonNode keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset.toString(), InsecureSecretKeyAccess.get());
    }

    @Override
    public String toString() {
        return "Keyring[***]";
    }
}
