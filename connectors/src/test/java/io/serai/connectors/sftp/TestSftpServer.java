package io.serai.connectors.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
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
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * Apache MINA's SSH server in this process, with one user, {@code hub} with the password {@code right} or a key. It can be
 * away for a while.
 */
final class TestSftpServer implements AutoCloseable {
    static final KeyPair HOST = keyPair();
    static final KeyPair USER = keyPair();

    final AtomicInteger passwordsSeen = new AtomicInteger();
    private final Path home;
    private SshServer server;

    TestSftpServer(Path home) {
        this.home = home;
        this.server = started(0);
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

    private SshServer started(int port) {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        fresh.setPasswordAuthenticator((user, password, session) -> {
            passwordsSeen.incrementAndGet();
            return user.equals("hub") && password.equals("right");
        });
        fresh.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("hub") && KeyUtils.compareKeys(key, USER.getPublic()));
        fresh.setSubsystemFactories(List.of(sftp()));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(home));
        try {
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder called {@code locked} is open to nobody, root neither. */
    private static SftpSubsystemFactory sftp() {
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void opening(ServerSession session, String handle, Handle file) throws IOException {
                if (file.getFile().endsWith("locked")) {
                    throw new AccessDeniedException(file.getFile().toString());
                }
            }
        });
        return sftp;
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

    /** It hangs up and answers nobody. */
    void leave() {
        close();
    }

    void comeBack() {
        server = started(server.getPort());
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
