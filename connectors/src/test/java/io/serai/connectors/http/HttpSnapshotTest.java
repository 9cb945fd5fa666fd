package io.serai.connectors.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Audiences that are replaced over HTTP: in a session, or by one file. */
class HttpSnapshotTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Outcome ACCEPTED = new Outcome.Accepted();

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static Destination open(String yaml) {
        return TestDestinations.open(yaml.replace("SERVER", SERVER.baseUrl()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Destination session() {
        return open("""
                destination: ads
                connector: session-ads
                options: { base_url: "SERVER" }
                """);
    }

    private static Destination crm() {
        return open("""
                destination: ttd
                connector: the-trade-desk-crm
                options: { base_url: "SERVER/v3", upload_hosts: localhost, token: "{{env:KEY}}", advertiser_id: adv1 }
                audience: { crm_data_id: crm1 }
                """);
    }

    private static Snapshot begin(Destination destination) {
        return destination.snapshot("vip", "email", List.of(), NOW);
    }

    /** A page of people p1 to pn. */
    private static Delivery people(int from, int to) {
        List<Member> members = IntStream.rangeClosed(from, to)
                .mapToObj(number -> new Member("p" + number + "@example.com", Map.of()))
                .toList();
        return new Delivery("b1", "vip", Operation.ADD, "email", List.of(), members, NOW.plusSeconds(60));
    }

    /** The parts that were asked for, as PART/LAST/MEMBERS. */
    private static List<String> parts() {
        List<String> parts = new ArrayList<>();
        SERVER.getAllServeEvents().forEach(event -> {
            JsonNode body = AnswerParser.json(event.getRequest().getBody());
            assertThat(body.path("session").asLong()).isPositive();
            parts.add(
                    0,
                    body.path("part").asInt() + "/" + body.path("last").asBoolean() + "/"
                            + body.path("people").size());
        });
        return parts;
    }

    @Test
    void theLastRequestOfASessionSaysSoHoweverTheMembersCome() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
        // When
        try (Snapshot snapshot = begin(session())) {
            assertThat(snapshot.add(people(1, 3), false)).containsOnly(ACCEPTED).hasSize(3);
            assertThat(snapshot.add(people(4, 4), false)).containsOnly(ACCEPTED);
            assertThat(snapshot.add(people(0, -1), true)).isEmpty();
            snapshot.commit();
        }
        // Then
        assertThat(parts()).containsExactly("1/false/2", "2/true/2");
    }

    @Test
    void aPartThatIsNotTakenIsSentAgainUnderItsNumber() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
        try (Snapshot snapshot = begin(session())) {
            assertThat(snapshot.add(people(1, 3), false)).containsOnly(ACCEPTED);
            SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429)));
            // When
            List<Outcome> busy = snapshot.add(people(4, 6), true);
            // Then
            assertThat(busy).hasSize(3).allMatch(Outcome::isToBeSentAgain);
            SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
            // And one of them has left meanwhile
            assertThat(snapshot.add(people(4, 5), true)).hasSize(2).containsOnly(ACCEPTED);
            snapshot.commit();
        }
        assertThat(parts()).containsExactly("1/false/2", "2/false/2", "2/false/2", "3/true/1");
    }

    @Test
    void membersBeforeThatAreNotTakenLoseTheSnapshot() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        try (Snapshot snapshot = begin(session())) {
            assertThat(snapshot.add(people(1, 2), false)).containsOnly(ACCEPTED);
            // When
            assertThatThrownBy(() -> snapshot.add(people(0, -1), true))
                    // Then
                    .isInstanceOfSatisfying(
                            SeraiException.class,
                            e -> assertThat(e.code().isRetriable()).isTrue());
        }
    }

    @Test
    void nobodyIsNoAudience() {
        try (Snapshot snapshot = begin(session())) {
            assertThatThrownBy(() -> snapshot.add(people(0, -1), true))
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
        }
        assertThat(parts()).isEmpty();
    }

    @Test
    void aFileOfAllGoesWhereTheTicketSaysAndTheTokenStaysHere() {
        // Given
        SERVER.stubFor(any(urlEqualTo("/v3/crmdata/segment/adv1/crm1"))
                .withHeader("TTD-Auth", equalTo(TestDestinations.KEY))
                .willReturn(okJson("{\"ReferenceId\": \"r\", \"Url\": \"" + SERVER.baseUrl() + "/drop?sig=a%2Fb\"}")));
        SERVER.stubFor(put(urlEqualTo("/drop?sig=a%2Fb")).willReturn(aResponse().withStatus(200)));
        // When
        try (Snapshot snapshot = begin(crm())) {
            assertThat(snapshot.add(people(1, 1_000), false))
                    .containsOnly(ACCEPTED)
                    .hasSize(1_000);
            assertThat(snapshot.add(people(1_001, 1_500), true))
                    .containsOnly(ACCEPTED)
                    .hasSize(500);
            snapshot.commit();
        }
        // Then
        SERVER.verify(putRequestedFor(urlEqualTo("/drop?sig=a%2Fb"))
                .withHeader("Content-Type", equalTo("text/plain"))
                .withHeader("TTD-Auth", absent()));
        String file = new String(
                SERVER.findAll(putRequestedFor(urlEqualTo("/drop?sig=a%2Fb")))
                        .get(0)
                        .getBody(),
                StandardCharsets.UTF_8);
        assertThat(file.split("\n")).hasSize(1_500).allMatch(line -> line.matches("[A-Za-z0-9+/]{43}="));
    }

    @Test
    void fewerThanMakeAnAudienceAreNotSent() {
        try (Snapshot snapshot = begin(crm())) {
            assertThat(snapshot.add(people(1, 1_000), false)).containsOnly(ACCEPTED);
            assertThatThrownBy(() -> snapshot.add(people(1_001, 1_499), true))
                    .isInstanceOf(SeraiException.class)
                    .hasMessageContaining("no fewer than 1500 members as a whole, and there are 1499");
        }
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void theFirstLogInWhoseSettingsAreGivenIsUsed() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        String ttd = """
                destination: ttd
                connector: the-trade-desk
                options: { base_url: "SERVER", advertiser_id: adv1%s }
                audience: { name: vip }
                """;
        Delivery delivery = people(1, 1);
        Delivery byUid =
                new Delivery("b1", "vip", Operation.ADD, "uid2", List.of(), delivery.members(), NOW.plusSeconds(60));
        // When
        open(ttd.formatted(", advertiser_secret: \"{{env:KEY}}\"")).deliver(byUid);
        open(ttd.formatted(", token: \"{{env:KEY}}\"")).deliver(byUid);
        // Then
        List<String> signatures = SERVER.getAllServeEvents().stream()
                .map(event -> event.getRequest().header("TtdSignature").isPresent() + " "
                        + event.getRequest().header("TTD-Auth").isPresent())
                .toList();
        assertThat(signatures).containsExactly("false true", "true false");
        assertThatThrownBy(() -> open(ttd.formatted("")))
                .hasMessageContaining("Give one of token, or advertiser_secret.");
    }
}
