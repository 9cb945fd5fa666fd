package io.serai.connectors.ftp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Apache's FTP server in this process, with one user, {@code hub} with the password {@code right}. */
final class TestFtpServer implements AutoCloseable {
    /** What the server can be told not to know. */
    final List<String> unknown = new CopyOnWriteArrayList<>();

    /** Commands as they came, with what followed them. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** After how many bytes the next file breaks off, and the connection with it; negative for never. */
    final AtomicInteger breaksAfter = new AtomicInteger(-1);

    /** Let down by {@link #close}: until then a file that breaks off leaves its reader waiting, if {@link #hangs}. */
    private final CountDownLatch closing = new CountDownLatch(1);

    volatile boolean hangs;

    private final ListenerFactory listener = new ListenerFactory();
    private final Listener started;
    private final FtpServer server;

    /** @param keys empty for a server without TLS; it is implicit if {@code implicit} */
    TestFtpServer(Path home, List<Path> keys, boolean implicit) {
        try {
            listener.setServerAddress("127.0.0.1");
            listener.setPort(0);
            for (Path store : keys) {
                SslConfigurationFactory ssl = new SslConfigurationFactory();
                ssl.setKeystoreFile(store.toFile());
                ssl.setKeystorePassword("secret");
                ssl.setKeystoreType("PKCS12");
                ssl.setSslProtocol("TLSv1.2");
                listener.setSslConfiguration(ssl.createSslConfiguration());
                listener.setImplicitSsl(implicit);
            }
            FtpServerFactory factory = new FtpServerFactory();
            started = listener.createListener();
            factory.addListener("default", started);
            factory.setUserManager(users(home));
            // It is emptied at the end, so no immutable one.
            factory.setFtplets(new HashMap<>(Map.of("recorder", new Recorder())));
            server = factory.createServer();
            server.start();
        } catch (FtpException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UserManager users(Path home) throws FtpException {
        BaseUser user = new BaseUser();
        user.setName("hub");
        user.setPassword("right");
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        UserManager users = new PropertiesUserManagerFactory().createUserManager();
        users.save(user);
        return users;
    }

    private final class Recorder extends DefaultFtplet {
        @Override
        public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws FtpException, IOException {
            String command = request.getCommand();
            commands.add(command + " " + request.getArgument());
            if (unknown.contains(command)) {
                session.write(new DefaultFtpReply(FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "no " + command));
                return FtpletResult.SKIP;
            }
            int bytes = command.equals("RETR") ? breaksAfter.getAndSet(-1) : -1;
            if (bytes >= 0) {
                session.write(new DefaultFtpReply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "here it comes"));
                try (InputStream file = session.getFileSystemView()
                        .getFile(request.getArgument())
                        .createInputStream(0)) {
                    session.getDataConnection()
                            .openConnection()
                            .transferToClient(
                                    session,
                                    new SequenceInputStream(
                                            new ByteArrayInputStream(file.readNBytes(bytes)), ending()));
                } catch (IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new FtpException(e);
                }
                return FtpletResult.DISCONNECT;
            }
            return super.beforeCommand(session, request);
        }
    }

    /** The end of a stream, at once or not before {@link #close}. */
    private InputStream ending() {
        return new InputStream() {
            @Override
            public int read() {
                try {
                    if (hangs) {
                        closing.await();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] bytes, int start, int length) {
                return read();
            }
        };
    }

    int port() {
        return started.getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop();
    }

    /** A certificate that no one but its owner vouches for. */
    static Path keyStore(Path folder) {
        Path store = folder.resolve("keys.p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "RSA",
                            "-alias",
                            "ftp",
                            "-dname",
                            "CN=ftp.example",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            "secret")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As OpenSSL shows it. */
    static String fingerprint(Path store) {
        try {
            byte[] certificate = keys(store).getCertificate("ftp").getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key and the certificate as OpenSSL reads them, beside the store. */
    static Path pem(Path store) {
        try {
            KeyStore keys = keys(store);
            return Files.writeString(
                    store.resolveSibling("keys.pem"),
                    pem(
                                    "PRIVATE KEY",
                                    keys.getKey("ftp", "secret".toCharArray()).getEncoded())
                            + pem("CERTIFICATE", keys.getCertificate("ftp").getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), what);
    }

    private static KeyStore keys(Path store) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, "secret".toCharArray());
            return keys;
        }
    }
}
