package io.serai.connectors.sftp;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** One connection to the server, logged in. Not thread-safe. */
final class SftpSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final ClientSession session;
    private final SftpClient sftp;

    private SftpSession(ClientSession session, SftpClient sftp) {
        this.session = session;
        this.sftp = sftp;
    }

    /**
     * A client that trusts the login's host key and no other.
     *
     * @param shownLast is told every host key's fingerprint
     */
    static SshClient client(SftpLogin login, AtomicReference<String> shownLast) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> {
            String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
            shownLast.set(shown);
            return shown.equals(login.fingerprint());
        });
        // Neither this machine's own keys nor its known hosts are the hub's.
        client.setKeyIdentityProvider(org.apache.sshd.common.keyprovider.KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setHostConfigEntryResolver(org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
        client.start();
        return client;
    }

    /** @throws SeraiException as {@link io.serai.source.Source#check} */
    static SftpSession open(SshClient client, SftpLogin login, AtomicReference<String> shownLast) {
        ClientSession session = connect(client, login);
        try {
            session.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT);
            login.password().ifPresent(password -> session.addPasswordIdentity(password.reveal()));
            login.keys().forEach(session::addPublicKeyIdentity);
            session.auth().verify(PATIENCE);
            return new SftpSession(session, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException | IllegalStateException e) {
            session.close(true);
            throw refused(login, shownLast.get(), e);
        }
    }

    private static ClientSession connect(SshClient client, SftpLogin login) {
        try {
            return client.connect(login.user(), login.host(), login.port())
                    .verify(PATIENCE)
                    .getSession();
        } catch (IOException | RuntimeException e) {
            throw unreachable(login, e);
        }
    }

    private static SeraiException unreachable(SftpLogin login, Exception cause) {
        return new SeraiException(
                login.side().unreachable,
                "The server of " + login.who() + " does not answer. Check host, port and the network.",
                cause);
    }

    /** A host key is public, so it may be shown; whether it is the right one is for a person to say. */
    private static SeraiException refused(SftpLogin login, String shown, Exception cause) {
        if (!shown.isEmpty() && !shown.equals(login.fingerprint())) {
            return new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The server of " + login.who() + " shows the host key " + shown
                            + ", which is not 'fingerprint'. Ask its operator which is right; no password was sent.",
                    cause);
        }
        boolean denied = cause instanceof SshException ssh
                && ssh.getDisconnectCode()
                        == org.apache.sshd.common.SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
        if (denied) {
            return new SeraiException(
                    login.side().refusedCredential,
                    "The server of " + login.who() + " refused the user or its password or key. Check"
                            + " user, password and key.",
                    cause);
        }
        return unreachable(login, cause);
    }

    SftpClient sftp() {
        return sftp;
    }

    @Override
    public void close() {
        session.close(true);
    }
}
