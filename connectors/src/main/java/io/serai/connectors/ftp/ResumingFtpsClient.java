package io.serai.connectors.ftp;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.DefaultSocketFactory;
import org.apache.commons.net.ftp.FTPSClient;
import org.slf4j.LoggerFactory;

/**
 * FTP over TLS whose data connections take the control connection's TLS session up again. Many servers insist on it
 * (vsftpd unless told otherwise), as it shows that whoever fetches the file is who logged in. Java finds a
 * session by the host it is given and the port that a socket says it leads to; those of data connections say the control
 * connection's. Not thread-safe.
 */
final class ResumingFtpsClient extends FTPSClient {
    static {
        // By TLS 1.2, OpenSSL gives a ticket or a session id, and Java keeps no session without an id. It looks at this
        // whenever a context is made: from now on all sessions have ids, as before there were tickets.
        System.setProperty("jdk.tls.client.enableSessionTicketExtension", "false");
    }

    private final SSLContext tls;
    private Optional<Socket> plain = Optional.empty();

    private ResumingFtpsClient(boolean implicit, SSLContext tls) {
        super(implicit, tls);
        this.tls = tls;
    }

    /** @param tls makes a context for this connection alone, as a server here knows no other connection's sessions */
    static ResumingFtpsClient of(boolean implicit, Supplier<SSLContext> tls) {
        return new ResumingFtpsClient(implicit, tls.get());
    }

    @Override
    protected void _connectAction_() throws IOException {
        plain = Optional.of(_socket_);
        super._connectAction_();
    }

    /** Without TLS's farewell, for Java would wait for the server's, who may be in the middle of a file. */
    @Override
    public void disconnect() throws IOException {
        plain.ifPresent(ResumingFtpsClient::close);
        super.disconnect();
    }

    /** Data connections begin without TLS, which is laid over them when the server has said that it will send. */
    @Override
    public void execPROT(String level) throws IOException {
        super.execPROT(level);
        int port = getRemotePort();
        setSocketFactory(new DefaultSocketFactory() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public int getPort() {
                        return port;
                    }
                };
            }
        });
    }

    /** Null, as the client has it, if the server refuses the command. */
    @Override
    @SuppressWarnings("NullAway")
    protected Socket _openDataConnection_(String command, String argument) throws IOException {
        Socket plain = super._openDataConnection_(command, argument);
        if (plain == null) {
            return null;
        }
        SSLSocket data = (SSLSocket) tls.getSocketFactory().createSocket(plain, _hostname_, getRemotePort(), true);
        try {
            if (isEndpointCheckingEnabled()) {
                SSLParameters parameters = data.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                data.setSSLParameters(parameters);
            }
            data.startHandshake();
            return data;
        } catch (IOException e) {
            close(data);
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(ResumingFtpsClient.class).debug("closing a connection", e);
        }
    }
}
