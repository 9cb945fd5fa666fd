package io.serai.connectors.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's SSH server over a folder; user hub, password right. It can be away for a while. */
final class TestSftpServer implements AutoCloseable {
    private static final KeyPair HOST = keyPair();

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
        fresh.setPasswordAuthenticator((user, password, session) -> user.equals("hub") && password.equals("right"));
        fresh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(home));
        try {
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, HOST.getPublic());
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
