package io.serai.app.demo;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's own folder: a copy of the shipped configuration, input, output and store. It is made anew for every demo,
 * and nothing outside it is touched.
 */
final class DemoFolder {
    private static final String MARK = "this-is-a-serai-demo";
    private static final int PORT = 8080;
    private static final int SANDBOX_PORT = 8025;

    private final Path root;

    private DemoFolder(Path root) {
        this.root = root;
    }

    /**
     * @param shipped the configuration to copy
     * @throws SeraiException CONFLICT if a demo runs there, USAGE if the folder holds something else
     */
    static DemoFolder make(Path folder, Path shipped) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            if (Files.exists(root)) {
                clear(root);
            }
            Files.createDirectories(root);
            Files.createFile(root.resolve(MARK));
            DemoFolder demo = new DemoFolder(root);
            demo.copy(shipped.toAbsolutePath().normalize());
            return demo;
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE,
                    "The demo cannot use its folder " + root + ", or the configuration in " + shipped + ".",
                    e);
        }
    }

    Path config() {
        return root.resolve("config");
    }

    Path inbox() {
        return root.resolve("inbox");
    }

    Path outbox() {
        return root.resolve("outbox");
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("hub.log");
    }

    private static void clear(Path root) throws IOException {
        boolean ours = Files.exists(root.resolve(MARK));
        try (Stream<Path> inside = Files.list(root)) {
            if (!ours && inside.findAny().isPresent()) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "The folder " + root + " holds no demo. Name an empty or a new one by --data.");
            }
        }
        endEarlierHub(root.resolve("data"));
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** A hub that was killed leaves its MariaDB at work on the files that are about to go. */
    private static void endEarlierHub(Path data) throws IOException {
        Path lock = data.resolve("hub.lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken == null) {
                throw new SeraiException(
                        ErrorCode.CONFLICT, "A demo runs already. End it first, or name another folder by --data.");
            }
            EmbeddedMariaDb.endLeftover(data.resolve("mariadb"));
        }
    }

    /** The shipped paths begin with .serai/; the copy's lead into this folder, and its ports are free ones. */
    private void copy(Path shipped) throws IOException {
        int port = free(PORT);
        int sandbox = free(SANDBOX_PORT);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(shipped)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = config().resolve(shipped.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(
                    copy,
                    Files.readString(file)
                            .replace(" .serai/", " " + root + "/")
                            .replace("port: " + PORT, "port: " + port)
                            .replace("port: " + SANDBOX_PORT, "port: " + sandbox)
                            .replace("127.0.0.1:" + SANDBOX_PORT, "127.0.0.1:" + sandbox));
        }
    }

    /** The usual port, or any other if somebody listens there. */
    private static int free(int usual) throws IOException {
        try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (java.net.BindException e) {
            return EmbeddedMariaDb.freePort();
        }
    }
}
