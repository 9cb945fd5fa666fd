package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.EmbeddedMariaDb;
import io.serai.store.TestClock;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is away when the hub starts keeps nobody out but its own people, and those only until it is back. */
class ProviderAwayIT {
    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(Instant.now());

    private static String leadsTo(HubFixture fixture) {
        HttpResponse<String> answer = fixture.send("GET", "/api/v1/session/oidc?to=%2Fsyncs", "", Map.of(), "");
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void hubStartsWithoutItsProviderAndGoesThereOnceItIsBack() {
        // Given
        int port = EmbeddedMariaDb.freePort();
        String issuer = "http://127.0.0.1:" + port + "/club";
        try (HubFixture fixture = new HubFixture(folder)) {
            fixture.write("hub.yaml", fixture.read("hub.yaml") + """
                    access:
                      oidc:
                        issuer: "%s"
                        audience: serai
                        roles: { crew: analyst }
                        sign_in: { hub_url: "http://hub.test", client_id: serai }
                    """.formatted(issuer));
            // When
            fixture.start(clock);
            // Then
            assertThat(fixture.get("/api/v1/status").path("ready").asBoolean()).isTrue();
            assertThat(leadsTo(fixture)).isEqualTo("http://hub.test/console/syncs#refused=away");
            // When
            MockOAuth2Server provider = new MockOAuth2Server(new OAuth2Config(true));
            provider.start(InetAddress.getLoopbackAddress(), port);
            try {
                clock.advance(Duration.ofSeconds(10));
                // Then
                assertThat(leadsTo(fixture)).startsWith(issuer + "/authorize?");
            } finally {
                provider.shutdown();
            }
        }
    }
}
