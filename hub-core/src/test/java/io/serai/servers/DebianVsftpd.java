package io.serai.servers;

import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's vsftpd on a free port of the loopback address, as the user of the tests. Whoever logs in as {@link #USER}, with
 * whatever password, and over TLS alone, may read and write. Data connections must take the control connection's TLS
 * session up again.
 */
public final class DebianVsftpd implements AutoCloseable {
    public static final String USER = "anonymous";

    private final Process process;
    private final int port;

    private DebianVsftpd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one; aborts the test that asks, which counts as skipped, where there is no vsftpd of Debian's.
     *
     * @param folder for what it needs beside the files
     * @param home the folder whose files it serves
     * @param pem its key and its certificate
     * @param tls the highest version of TLS that it speaks, such as TLSv1.2
     */
    public static DebianVsftpd start(Path folder, Path home, Path pem, String tls) throws IOException {
        Installation installation = Installation.find("vsftpd", "usr/sbin", "vsftpd")
                .orElseGet(
                        () -> Assumptions.abort("no vsftpd of Debian's; run ./serai test, or apt-get install vsftpd"));
        int port = EmbeddedMariaDb.freePort();
        String user = System.getProperty("user.name");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path settings =
                Files.writeString(folder.resolve("vsftpd.conf"), """
                listen=YES
                listen_address=127.0.0.1
                listen_port=%d
                background=NO
                run_as_launching_user=YES
                ftp_username=%s
                nopriv_user=%s
                secure_chroot_dir=%s
                seccomp_sandbox=NO
                anonymous_enable=YES
                anon_root=%s
                anon_world_readable_only=NO
                write_enable=YES
                anon_mkdir_write_enable=YES
                anon_other_write_enable=YES
                ssl_enable=YES
                allow_anon_ssl=YES
                force_anon_logins_ssl=YES
                force_anon_data_ssl=YES
                require_ssl_reuse=YES
                ssl_ciphers=HIGH
                rsa_cert_file=%s
                """.formatted(port, user, user, empty, home, pem));
        Path openSsl = Files.writeString(folder.resolve("openssl.cnf"), """
                openssl_conf = all
                [all]
                ssl_conf = tls
                [tls]
                system_default = versions
                [versions]
                MaxProtocol = %s
                """.formatted(tls));
        String program =
                installation.program("usr/sbin", "vsftpd").orElseThrow().toString();
        ProcessBuilder builder =
                installation.process(List.of(program, settings.toString()), folder.resolve("vsftpd.log"));
        builder.environment().put("OPENSSL_CONF", openSsl.toString());
        DebianVsftpd server = new DebianVsftpd(builder.start(), port);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(server::answers);
        return server;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
