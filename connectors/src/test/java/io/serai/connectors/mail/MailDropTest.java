package io.serai.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailDropTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Destination open(String tls, String to) {
        return TestDestinations.open(
                "destination: crm\nconnector: mail-drop\noptions: { host: 127.0.0.1, port: "
                        + server.getSmtp().getPort() + ", tls: " + tls
                        + ", from: serai@example.com, file_name: '{sync}' }\n"
                        + "audience: { to: '" + to + "' }\n",
                Clock.systemUTC());
    }

    private static Delivery delivery() {
        return new Delivery(
                "b1",
                "vip",
                Operation.ADD,
                "email",
                List.of(),
                List.of(new Member("ann@example.com", Map.of())),
                Instant.now().plusSeconds(60));
    }

    @Test
    void unlessAskedForTheMailNamesNobody() throws MessagingException {
        // When
        open("none", "crm@example.com, sales@example.com").deliver(delivery());
        // Then
        assertThat(server.getReceivedMessages()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Serai: vip.csv, rows: 1");
            assertThat(GreenMailUtil.getWholeMessage(mail))
                    .contains("this many rows: 1.")
                    .doesNotContain("ann@example.com");
        });
    }

    @Test
    void aServerWithoutEncryptionIsToldNothing() {
        // When
        assertThatThrownBy(() -> open("starttls", "crm@example.com").check())
                // Then
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE))
                .hasMessageContaining("tls");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> open("none", "nobody at all")).hasMessageContaining("to of destination");
    }
}
