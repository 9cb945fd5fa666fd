package io.serai.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.serai.alert.Change;
import io.serai.connector.Transport;
import io.serai.operate.Alerts;
import io.serai.operate.Attention;
import io.serai.operate.Operations;
import io.serai.run.Leases;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts by mail, webhook and Slack: each change of state once, to everyone who wants to know. */
class AlertsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "c2VyYWkgc2lnbnMgd2hhdCBpdCB0ZWxscyBwZW9wbGU=";
    private static final String WRONG = "segment: germans\nwhere: { trait: nobody, equals: 1 }\n";

    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final WireMockServer web = new WireMockServer(wireMockConfig().dynamicPort());
    private HubFixture fixture;

    @BeforeEach
    void start() {
        mail.start();
        web.start();
        web.stubFor(any(anyUrl()).willReturn(ok()));
        fixture = new HubFixture(folder);
        fixture.write("alerts/mail.yaml", """
                alert: mail
                email: { host: 127.0.0.1, port: %d, tls: none, from: serai@example.com, to: ops@example.com }
                """.formatted(mail.getSmtp().getPort()));
        fixture.write("alerts/hook.yaml", """
                alert: hook
                webhook: { url: "%s/hook", signing_key: whsec_%s }
                """.formatted(web.baseUrl(), KEY));
        fixture.write("alerts/chat.yaml", """
                alert: chat
                at_least: stopped
                slack: { url: "%s/chat" }
                """.formatted(web.baseUrl()));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
        web.stop();
        mail.stop();
    }

    private List<LoggedRequest> sent(String path) {
        return web.findAll(postRequestedFor(urlEqualTo(path)));
    }

    private static JsonNode body(LoggedRequest request) {
        try {
            return JSON.readTree(request.getBodyAsString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the webhook was told, as event and trouble and name. */
    private List<String> told() {
        return sent("/hook").stream()
                .map(AlertsIT::body)
                .map(notice -> notice.path("type").asText() + " "
                        + notice.path("data").path("trouble").asText() + " "
                        + notice.path("data").path("name").asText())
                .toList();
    }

    private List<String> subjects() {
        return Arrays.stream(mail.getReceivedMessages()).map(AlertsIT::subject).toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyChannelIsToldOnceThatItCameAndOnceThatItIsOver() throws Exception {
        // When
        fixture.write("segments/germans.yaml", WRONG);
        // Then
        eventually().untilAsserted(() -> {
            assertThat(told()).containsExactly("raised refused segments/germans.yaml");
            assertThat(subjects()).containsExactly("Serai test, raised: CONFIG_INVALID, file segments/germans.yaml");
            assertThat(sent("/chat")).hasSize(1);
        });
        LoggedRequest hook = sent("/hook").get(0);
        assertThat(hook.getHeader("webhook-signature")).isEqualTo("v1," + signature(hook));
        assertThat(body(hook).path("data").path("cure").asText()).isNotBlank();
        assertThat(body(sent("/chat").get(0)).path("text").asText())
                .startsWith("Serai test, raised: CONFIG_INVALID, file segments/germans.yaml\n");
        assertThat(GreenMailUtil.getBody(mail.getReceivedMessages()[0])).contains("Since ");
        // When
        fixture.stop();
        fixture.start();
        fixture.write("segments/germans.yaml", "segment: germans\nwhere: { trait: country, equals: DE }\n");
        // Then
        eventually().untilAsserted(() -> {
            assertThat(told())
                    .containsExactly("raised refused segments/germans.yaml", "cleared refused segments/germans.yaml");
            assertThat(subjects()).hasSize(2);
            assertThat(sent("/chat")).hasSize(2);
        });
    }

    private static String signature(LoggedRequest request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String signed = request.getHeader("webhook-id") + "." + request.getHeader("webhook-timestamp") + "."
                + request.getBodyAsString();
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noticeNamesNobodyAndLittleHarmIsToldToThoseWhoWantIt() throws IOException {
        // When
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,Atlantis,yes"));
        // Then
        eventually().untilAsserted(() -> assertThat(told()).containsExactly("raised letters crm.contacts"));
        eventually().untilAsserted(() -> assertThat(subjects()).hasSize(1));
        assertThat(sent("/chat")).isEmpty();
        assertThat(sent("/hook").get(0).getBodyAsString())
                .doesNotContain("ann@")
                .doesNotContain("Atlantis");
    }

    @Test
    void channelThatFailsIsItselfToldToTheOthersAndWaits() {
        // Given
        web.stubFor(post("/hook").willReturn(aResponse().withStatus(500)));
        // When
        fixture.write("segments/germans.yaml", WRONG);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(subjects())
                        .containsExactly(
                                "Serai test, raised: CONFIG_INVALID, file segments/germans.yaml",
                                "Serai test, raised: ALERT_UNDELIVERED, alert hook"));
        assertThat(fixture.get("/api/v1/attention").toString()).contains("ALERT_UNDELIVERED");
        JsonNode hook = fixture.get("/api/v1/alerts").path("alerts").get(1);
        assertThat(hook.path("name").asText()).isEqualTo("hook");
        assertThat(hook.path("waiting").asLong()).isEqualTo(1);
        assertThat(hook.path("error").asText()).contains("status 500");
        // Then
        assertThat(sent("/hook")).hasSize(1);
        assertThat(fixture.post("/api/v1/alerts/hook/test", "", 502)
                        .path("code")
                        .asText())
                .isEqualTo("ALERT_UNDELIVERED");
        fixture.post("/api/v1/alerts/mail/test", "", 200);
        assertThat(subjects()).hasSize(3);
        fixture.post("/api/v1/alerts/nobody/test", "", 404);
    }

    @Test
    void ofTwoHubsOneTells() {
        // Given
        Operations hub = fixture.hub().operations();
        Attention attention = new Attention(hub, fixture.hub().status());
        eventually()
                .until(() -> hub.database()
                                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM lease WHERE name = 'alerts'")
                                        .mapTo(Long.class)
                                        .one())
                        == 1);
        Transport unused = request -> {
            throw new AssertionError("the other hub tells too");
        };
        List<Change> seen = new CopyOnWriteArrayList<>();
        try (Alerts other = new Alerts(hub, attention, new Leases(hub.database(), "other"), unused, seen::addAll)) {
            // When
            fixture.post("/api/v1/keys", "{\"name\": \"brief\", \"role\": \"viewer\", \"expires\": \"3d\"}", 201);
            other.look();
            // Then
            eventually().untilAsserted(() -> assertThat(told()).containsExactly("raised expiry brief"));
            // When
            other.look();
            fixture.post("/api/v1/keys/brief/revoke", "", 200);
            other.look();
            // Then
            eventually()
                    .untilAsserted(
                            () -> assertThat(told()).containsExactly("raised expiry brief", "cleared expiry brief"));
            assertThat(seen).extracting(change -> change.event().word()).containsExactly("raised", "cleared");
        }
    }
}
