package io.serai.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A line to a server on loopback that can do what bad lines do. Thread-safe. */
final class TcpProxy implements AutoCloseable {
    /** What is wrong with the line. */
    enum Trouble {
        NONE,
        /** Every request is reset before the server sees it. */
        NO_REQUEST,
        /** The server gets the request; the line is reset when it answers. */
        NO_ANSWER,
        /** The server gets the request; the line is cut in the middle of the answer. */
        HALF_AN_ANSWER,
        /** Lines stay open, new ones too, and nothing comes through. */
        SILENCE,
        /** Answers come byte by byte. */
        DRIP,
        /** Every third COMMIT to MariaDB is reset, by turns before it is sent and before it is answered. */
        CUT_COMMITS
    }

    private static final int BUFFER = 16 * 1024;

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long delayMillis;
    private volatile Trouble trouble = Trouble.NONE;

    private TcpProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    static TcpProxy to(int port) {
        try {
            TcpProxy proxy = new TcpProxy(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            proxy.threads.execute(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How long each packet is held back. */
    void delay(long millis) {
        delayMillis = millis;
    }

    void trouble(Trouble next) {
        trouble = next;
    }

    /** How often the trouble has cut a line. */
    int cuts() {
        return cuts.get();
    }

    /** Cuts every line there is, in the middle of whatever was on it. */
    void cut() {
        sockets.forEach(TcpProxy::reset);
        sockets.clear();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Line line = new Line(client, server);
                threads.execute(line::requests);
                threads.execute(line::answers);
            } catch (IOException closedOrRefused) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** One connection through the proxy. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        /** Set once the answer to what was sent last must not arrive. */
        private volatile boolean doomed;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pump(client, server, (bytes, length, out) -> {
                if (trouble == Trouble.NO_REQUEST) {
                    throw broken();
                }
                if (trouble == Trouble.CUT_COMMITS && isCommit(bytes, length)) {
                    int number = commits.incrementAndGet();
                    if (number % 6 == 3) {
                        throw broken();
                    }
                    doomed = number % 6 == 0;
                }
                out.write(bytes, 0, length);
            });
        }

        void answers() {
            pump(server, client, (bytes, length, out) -> {
                if (doomed || trouble == Trouble.NO_ANSWER) {
                    throw broken();
                }
                if (trouble == Trouble.HALF_AN_ANSWER) {
                    out.write(bytes, 0, length / 2);
                    out.flush();
                    throw broken();
                }
                for (int at = 0; at < length; at++) {
                    if (trouble == Trouble.DRIP) {
                        out.write(bytes, at, 1);
                        LockSupport.parkNanos(100_000_000);
                    } else {
                        out.write(bytes, at, length - at);
                        break;
                    }
                }
            });
        }

        private static boolean isCommit(byte[] bytes, int length) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
        }

        private IOException broken() {
            cuts.incrementAndGet();
            reset(client);
            reset(server);
            return new IOException("as wanted");
        }

        private void pump(Socket from, Socket to, Step step) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    LockSupport.parkNanos(delayMillis * 1_000_000);
                    while (trouble == Trouble.SILENCE && !from.isClosed()) {
                        LockSupport.parkNanos(10_000_000);
                    }
                    step.pass(buffer, read, out);
                }
            } catch (IOException cut) {
                // As wanted.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        }
    }

    /** Passes on what came, as far as it does. */
    private interface Step {
        void pass(byte[] bytes, int length, OutputStream out) throws IOException;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Its other end was faster.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trouble = Trouble.NONE;
        sockets.forEach(TcpProxy::reset);
        threads.shutdownNow();
    }
}
