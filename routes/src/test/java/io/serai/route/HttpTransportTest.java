package io.serai.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Transport;
import io.serai.sandbox.SandboxMailer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    @Test
    void answersComeWithTheirBody() throws Exception {
        try (SandboxMailer mailer = SandboxMailer.start(0, SandboxMailer.Options.of("key"));
                DefaultCamelContext camel = new DefaultCamelContext()) {
            // Given
            camel.start();
            Transport.Request request = new Transport.Request(
                    "POST",
                    URI.create(mailer.url() + "/lists/news/members/add"),
                    Map.of("Authorization", "Bearer key", "Content-Type", "application/json"),
                    "{\"members\":[{\"email\":\"ann@example.com\"},{\"email\":\"bob@refused.example\"}]}"
                            .getBytes(UTF_8),
                    Duration.ofSeconds(10),
                    100_000);

            // When
            Transport.Response response = new HttpTransport(camel).send(request);

            // Then
            assertThat(response.status()).isEqualTo(200);
            assertThat(new String(response.body(), UTF_8)).contains("\"done\":1", "\"failed\":1");
            assertThat(mailer.members("news")).containsOnlyKeys("ann@example.com");
        }
    }
}
