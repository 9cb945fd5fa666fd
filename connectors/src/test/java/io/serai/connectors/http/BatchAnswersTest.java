package io.serai.connectors.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a destination answers to a batch, and what is made of it. */
class BatchAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Destination mailer =
            TestDestinations.open("""
            destination: news
            connector: batch-mailer
            options: { base_url: "%s/3.0", api_key: "{{env:KEY}}" }
            audience: { list_id: abc }
            """.formatted(SERVER.baseUrl()), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Delivery delivery(Operation operation, String... emails) {
        List<Member> members = Stream.of(emails)
                .map(email -> new Member(email, Map.of("FNAME", Optional.of("Ann"))))
                .toList();
        return new Delivery("b1", "vip", operation, "email", List.of("FNAME"), members, NOW.plusSeconds(60));
    }

    private List<Outcome> answered(ResponseDefinitionBuilder answer, String... emails) {
        SERVER.stubFor(post(urlPathEqualTo("/3.0/lists/abc")).willReturn(answer));
        return mailer.deliver(delivery(Operation.ADD, emails));
    }

    @Test
    void membersAreSentAsTheBatchCallWantsThem() {
        // Given
        SERVER.stubFor(post(urlPathEqualTo("/3.0/lists/abc"))
                .willReturn(okJson("{\"new_members\":[],\"updated_members\":[],\"errors\":[],\"error_count\":0}")));
        // When
        List<Outcome> outcomes = mailer.deliver(delivery(Operation.ADD, "ann@example.com"));
        // Then
        assertThat(outcomes).containsExactly(new Outcome.Confirmed());
        String basic =
                Base64.getEncoder().encodeToString(("serai:" + TestDestinations.KEY).getBytes(StandardCharsets.UTF_8));
        SERVER.verify(postRequestedFor(urlPathEqualTo("/3.0/lists/abc"))
                .withQueryParam("skip_merge_validation", equalTo("true"))
                .withHeader("Authorization", equalTo("Basic " + basic))
                .withRequestBody(equalToJson("""
                                        {"members": [{"email_address": "ann@example.com", "status": "subscribed",
                                          "merge_fields": {"FNAME": "Ann"}}], "update_existing": true}""")));
    }

    @Test
    void anErrorInside200RefusesItsMemberAndNoOther() {
        // Given
        String body = """
                {"new_members": [], "errors": [
                  {"email_address": "Bad@Example.com", "error": "bad@example.com looks fake", "error_code": "ERROR_GENERIC"},
                  {"email_address": "old@example.com", "error": "is there", "error_code": "ERROR_CONTACT_EXISTS"}],
                 "error_count": 2}""";
        // When
        List<Outcome> outcomes = answered(okJson(body), "ann@example.com", "bad@example.com", "old@example.com");
        // Then
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Confirmed());
        assertThat(outcomes.get(1))
                .isEqualTo(new Outcome.Rejected(
                        ErrorCode.DESTINATION_REJECTED, "The destination refuses this member. It says ERROR_GENERIC."));
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Confirmed());
    }

    @Test
    void anErrorThatNamesNobodyMakesTheWholeBatchDoubtful() {
        assertThat(answered(
                        okJson("{\"errors\":[{\"error\":\"something\",\"error_code\":\"ERROR_GENERIC\"}]}"),
                        "a@example.com",
                        "b@example.com"))
                .containsOnly(new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE));
    }

    @Test
    void answersThatAreNoAnswersAreSentAgain() {
        Outcome unintelligible = new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE);
        assertThat(answered(okJson("<html>"), "a@example.com")).containsExactly(unintelligible);
        assertThat(answered(okJson("{}"), "a@example.com")).containsExactly(unintelligible);
        assertThat(answered(aResponse().withStatus(302), "a@example.com")).containsExactly(unintelligible);
    }

    @Test
    void beingOverloadedIsARetryAndARefusedKeyStops() {
        assertThat(answered(aResponse().withStatus(429).withHeader("Retry-After", "7"), "a@example.com"))
                .containsExactly(new Outcome.Retry(ErrorCode.DESTINATION_BUSY, Optional.of(Duration.ofSeconds(7))));
        assertThat(answered(
                        aResponse().withStatus(503).withHeader("Retry-After", "Sun, 01 Mar 2026 12:01:00 GMT"),
                        "a@example.com"))
                .containsExactly(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.of(Duration.ofMinutes(1))));
        assertThat(answered(aResponse().withStatus(403), "a@example.com"))
                .containsExactly(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
        assertThatThrownBy(() -> answered(aResponse().withStatus(403).withBody("{\"status\":403}"), "a@example.com"))
                .isInstanceOfSatisfying(
                        SeraiException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED_CREDENTIAL));
        assertThatThrownBy(() -> answered(aResponse().withStatus(404), "a@example.com"))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("audience");
    }

    @Test
    void leaversAreUnsubscribed() {
        // Given
        SERVER.stubFor(post(urlPathEqualTo("/3.0/lists/abc")).willReturn(okJson("{\"errors\":[]}")));
        // When
        mailer.deliver(delivery(Operation.REMOVE, "ann@example.com"));
        // Then
        SERVER.verify(postRequestedFor(urlPathEqualTo("/3.0/lists/abc")).withRequestBody(equalToJson("""
                                        {"members": [{"email_address": "ann@example.com", "status": "unsubscribed"}],
                                         "update_existing": true}""")));
    }
}
