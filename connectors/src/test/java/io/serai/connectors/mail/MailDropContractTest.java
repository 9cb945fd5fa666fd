package io.serai.connectors.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import io.serai.connectors.filedrop.DropFixture;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class MailDropContractTest implements DestinationContract {
    @Override
    public DestinationFixture fixture() {
        return new Server();
    }

    private static final class Server extends DropFixture {
        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        Server() {
            server.setUser("hub@example.com", "hub", "right");
            server.start();
        }

        @Override
        public Connector connector() {
            return new MailDropConnector();
        }

        @Override
        public String options() {
            return options(server.getSmtp().getPort(), "right");
        }

        private static String options(int port, String password) {
            return "{ host: 127.0.0.1, port: " + port + ", tls: none, user: hub, password: " + password
                    + ", from: serai@example.com, format: jsonl, attach: true }";
        }

        @Override
        public String audience() {
            return "{ to: \"crm@example.com\" }";
        }

        @Override
        public boolean has(DestinationBehavior behavior) {
            return behavior == DestinationBehavior.HAS_CREDENTIAL
                    || (behavior != DestinationBehavior.FAILS && super.has(behavior));
        }

        @Override
        public List<String> secrets() {
            return List.of("right", "wrong-password");
        }

        @Override
        protected List<String> lines() throws IOException {
            Map<String, String> files = new TreeMap<>();
            try {
                for (MimeMessage message : server.getReceivedMessages()) {
                    var file = ((MimeMultipart) message.getContent()).getBodyPart(1);
                    try (InputStream content = file.getInputStream()) {
                        files.put(file.getFileName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            return files.values().stream().flatMap(String::lines).toList();
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            throw new UnsupportedOperationException("the server is always well");
        }

        @Override
        public void mend() {}

        @Override
        public String wrongAddress() {
            return options(1, "right");
        }

        @Override
        public String wrongCredential() {
            return options(server.getSmtp().getPort(), "wrong-password");
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
