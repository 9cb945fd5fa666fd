package io.serai.connectors.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Mailchimp definition against the answers its documentation describes. */
class MailchimpTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ANN = "/3.0/lists/abc/members/257c57037d384ae37ea27a07e8a01665";
    private static final String ANYBODY = "/3.0/lists/abc/members/[0-9a-f]{32}";
    private static final Outcome REFUSED =
            new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination refuses this member.");

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Destination mailchimp = open(SERVER.baseUrl() + "/3.0");

    static Destination open(String url) {
        return TestDestinations.open("""
                destination: news
                connector: mailchimp
                options: { base_url: "%s", api_key: "{{env:KEY}}" }
                audience: { list_id: abc, tag: vip }
                """.formatted(url), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Delivery delivery(Operation operation, String... emails) {
        List<Member> members = Stream.of(emails)
                .map(email -> new Member(email, Map.of("FNAME", Optional.of("Ann"))))
                .toList();
        return new Delivery("b1", "vip", operation, "email", List.of("FNAME"), members, NOW.plusSeconds(60));
    }

    private void everythingGoesWell() {
        SERVER.stubFor(put(urlPathMatching(ANYBODY)).willReturn(okJson("{\"status\":\"unsubscribed\"}")));
        SERVER.stubFor(
                post(urlPathMatching(ANYBODY + "/tags")).willReturn(aResponse().withStatus(204)));
    }

    @Test
    void membersAreTaggedAndOnlyTheNewAreSubscribed() {
        // Given
        everythingGoesWell();
        // When
        List<Outcome> outcomes = mailchimp.deliver(delivery(Operation.ADD, " Ann@Example.com"));
        // Then
        assertThat(outcomes).containsExactly(new Outcome.Confirmed());
        // equalToJson is strict: nothing here says what becomes of the subscription of someone who is known.
        SERVER.verify(
                1,
                putRequestedFor(urlPathEqualTo(ANN))
                        .withQueryParam("skip_merge_validation", equalTo("true"))
                        .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials(
                                "serai", TestDestinations.KEY))
                        .withRequestBody(equalToJson("""
                                {"email_address": "ann@example.com", "status_if_new": "subscribed",
                                 "merge_fields": {"FNAME": "Ann"}}""")));
        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(ANN + "/tags"))
                        .withRequestBody(equalToJson("{\"tags\": [{\"name\": \"vip\", \"status\": \"active\"}]}")));
    }

    @Test
    void leaversLoseTheTagAndNothingElse() {
        // Given
        everythingGoesWell();
        // When
        List<Outcome> outcomes = mailchimp.deliver(delivery(Operation.REMOVE, "ann@example.com"));
        // Then
        assertThat(outcomes).containsExactly(new Outcome.Confirmed());
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
        SERVER.verify(postRequestedFor(urlPathEqualTo(ANN + "/tags"))
                .withRequestBody(equalToJson("{\"tags\": [{\"name\": \"vip\", \"status\": \"inactive\"}]}")));
    }

    @Test
    void whoIsNotOnTheListHasLeftAlready() {
        SERVER.stubFor(
                post(urlPathEqualTo(ANN + "/tags")).willReturn(aResponse().withStatus(404)));
        assertThat(mailchimp.deliver(delivery(Operation.REMOVE, "ann@example.com")))
                .containsExactly(new Outcome.Confirmed());
    }

    @Test
    void aRefusedMemberIsNotTaggedAndCostsNoOther() {
        // Given
        everythingGoesWell();
        SERVER.stubFor(put(urlPathEqualTo(ANN)).willReturn(aResponse().withStatus(400)));
        // When
        List<Outcome> outcomes =
                mailchimp.deliver(delivery(Operation.ADD, "bob@example.com", "ann@example.com", "eve@example.com"));
        // Then
        assertThat(outcomes)
                .extracting(Outcome::getClass)
                .containsExactly(Outcome.Confirmed.class, Outcome.Rejected.class, Outcome.Confirmed.class);
        SERVER.verify(0, postRequestedFor(urlPathEqualTo(ANN + "/tags")));
    }

    @Test
    void whatTheTagsAnswerCountsForItsMemberAlone() {
        // Given
        everythingGoesWell();
        SERVER.stubFor(
                post(urlPathEqualTo(ANN + "/tags")).willReturn(aResponse().withStatus(404)));
        // When
        List<Outcome> missing = mailchimp.deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
        SERVER.stubFor(
                post(urlPathEqualTo(ANN + "/tags")).willReturn(aResponse().withStatus(500)));
        List<Outcome> failing = mailchimp.deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
        // Then
        assertThat(missing.get(0)).isInstanceOf(REFUSED.getClass());
        assertThat(failing.get(0)).isEqualTo(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
        assertThat(List.of(missing.get(1), failing.get(1))).containsOnly(new Outcome.Confirmed());
    }

    @Test
    void membersGoOutSideBySideAndOutcomesKeepTheirOrder() {
        // Given
        everythingGoesWell();
        SERVER.stubFor(put(urlPathMatching(ANYBODY))
                .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath(
                        "$[?(@.email_address =~ /bad.*/)]"))
                .willReturn(aResponse().withStatus(400).withFixedDelay(50)));
        String[] emails = IntStream.range(0, 60)
                .mapToObj(i -> (i % 7 == 3 ? "bad" : "good") + i + "@example.com")
                .toArray(String[]::new);
        // When
        List<Outcome> outcomes = mailchimp.deliver(delivery(Operation.ADD, emails));
        // Then
        assertThat(outcomes).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(outcomes.get(i) instanceof Outcome.Rejected)
                    .as(emails[i])
                    .isEqualTo(i % 7 == 3);
        }
    }
}
