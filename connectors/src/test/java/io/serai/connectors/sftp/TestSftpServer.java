package io.serai.connectors.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's SSH server in this process, with one user, {@code hub} with the password {@code right} or a key. */
final class TestSftpServer implements AutoCloseable {
    static final KeyPair HOST = keyPair();
    static final KeyPair USER = keyPair();

    final AtomicInteger passwordsSeen = new AtomicInteger();
    private final SshServer server = SshServer.setUpDefaultServer();

    TestSftpServer(Path home) {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwordsSeen.incrementAndGet();
            return user.equals("hub") && password.equals("right");
        });
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("hub") && KeyUtils.compareKeys(key, USER.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    int port() {
        return server.getPort();
    }

    /** Options that log in by what {@code login} says. */
    String options(String login) {
        return "{host: 127.0.0.1, port: " + port() + ", user: hub, fingerprint: '" + fingerprint(HOST.getPublic())
                + "', " + login + "}";
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
