package io.serai.connectors.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
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
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways in which vendors tell who was taken and who was not. Whatever is not understood is never success. */
class OutcomeRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Outcome CONFIRMED = new Outcome.Confirmed();
    private static final Outcome UNKNOWN = new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE);

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final AtomicLong unusable = new AtomicLong();

    private static Destination choosy(String more) {
        return TestDestinations.open("""
                destination: choosy
                connector: choosy-mailer
                options: { base_url: "%s", secret: "{{env:KEY}}"%s }
                """.formatted(SERVER.baseUrl(), more), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Destination counting() {
        return TestDestinations.open("""
                destination: ads
                connector: counting-ads
                options: { base_url: "%s" }
                """.formatted(SERVER.baseUrl()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Delivery delivery(Operation operation, String... emails) {
        List<Member> members =
                Stream.of(emails).map(email -> new Member(email, Map.of())).toList();
        return new Delivery(
                "b1", "vip", operation, "email", List.of(), members, unusable::addAndGet, NOW.plusSeconds(60));
    }

    private static String members(String... emails) {
        return "{\"members\": [\"" + String.join("\", \"", emails) + "\"]}";
    }

    private static void answers(String members, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(put(urlEqualTo("/members"))
                .withRequestBody(equalToJson(members))
                .willReturn(answer));
    }

    private static ResponseDefinitionBuilder refusal(String body) {
        return aResponse().withStatus(400).withBody(body);
    }

    private List<Outcome> add(String answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson(answer)));
        return choosy("").deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
    }

    private List<Outcome> remove(String answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson(answer)));
        return choosy("").deliver(delivery(Operation.REMOVE, "ann@example.com", "bob@example.com", "cid@example.com"));
    }

    @Test
    void whoIsNamedInARefusalIsRefusedAndTheRestIsSentOnceMore() {
        // Given
        answers(
                members("ann@example.com", "bad@example.com", "joann@example.com"),
                refusal("{\"errors\": [{\"message\": \"email 'Bad@Example.com' is not valid.\", \"code\": \"BAD\"}]}"));
        answers(members("ann@example.com", "joann@example.com"), okJson("{\"code\": 0}"));
        // When
        List<Outcome> outcomes =
                choosy("").deliver(delivery(Operation.ADD, "ann@example.com", "bad@example.com", "joann@example.com"));
        // Then
        assertThat(outcomes)
                .containsExactly(
                        CONFIRMED,
                        new Outcome.Rejected(
                                ErrorCode.DESTINATION_REJECTED, "The destination refuses this member. It says BAD."),
                        CONFIRMED);
        SERVER.verify(2, putRequestedFor(urlEqualTo("/members")));
    }

    /** Segment's SendGrid takes every 400 for one that names somebody, and sends the same batch until it gives up. */
    @Test
    void aRefusalThatNamesNobodyIsHalved_segmentSendGrid() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"code\": 0}")));
        answers(
                members("ann@example.com", "bad@example.com"),
                refusal("{\"errors\": [{\"message\": \"something is not valid\"}]}"));
        answers(members("bad@example.com"), refusal("{}"));
        // When
        List<Outcome> outcomes = choosy("").deliver(delivery(Operation.ADD, "ann@example.com", "bad@example.com"));
        // Then
        assertThat(outcomes).first().isEqualTo(CONFIRMED);
        assertThat(outcomes).last().isInstanceOf(Outcome.Rejected.class);
        SERVER.verify(3, putRequestedFor(urlEqualTo("/members")));
    }

    /** A vendor that blames its settings on the members would cost all of them, two requests each. */
    @Test
    void whoeverRefusesTwentyOneByOneAndTakesNobodyIsNotAskedAboutTheRest() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(refusal("{}")));
        String[] emails = IntStream.range(0, 300)
                .mapToObj(number -> "p" + number + "@example.com")
                .toArray(String[]::new);
        // When
        List<Outcome> outcomes = choosy("").deliver(delivery(Operation.ADD, emails));
        // Then
        assertThat(outcomes)
                .hasSize(300)
                .filteredOn(Outcome.Rejected.class::isInstance)
                .hasSizeBetween(20, 22);
        assertThat(outcomes).filteredOn(Outcome::isToBeSentAgain).containsOnly(UNKNOWN);
        assertThat(SERVER.getAllServeEvents()).hasSizeLessThan(60);
    }

    @Test
    void whatIsRefusedAgainIsHalvedWhomeverItNames() {
        // Given
        answers(
                members("ann@example.com", "bad@example.com", "evil@example.com"),
                refusal("{\"errors\": [{\"message\": \"bad@example.com\"}]}"));
        answers(
                members("ann@example.com", "evil@example.com"),
                refusal("{\"errors\": [{\"message\": \"evil@example.com\"}]}"));
        answers(members("ann@example.com"), okJson("{\"code\": 0}"));
        answers(members("evil@example.com"), refusal("{}"));
        // When
        List<Outcome> outcomes =
                choosy("").deliver(delivery(Operation.ADD, "ann@example.com", "bad@example.com", "evil@example.com"));
        // Then
        assertThat(outcomes).first().isEqualTo(CONFIRMED);
        assertThat(outcomes.subList(1, 3)).allMatch(Outcome.Rejected.class::isInstance);
        SERVER.verify(4, putRequestedFor(urlEqualTo("/members")));
    }

    @Test
    void anIndexInAPathNamesAMember() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
        SERVER.stubFor(any(anyUrl())
                .withRequestBody(equalToJson("{\"users\": [\"%s\", \"%s\"]}"
                        .formatted(Digest.SHA256_HEX.of("ann@example.com"), Digest.SHA256_HEX.of("bob@example.com"))))
                .willReturn(refusal("{\"errors\": [{\"field\": \"users[1].value\"}]}")));
        // When
        List<Outcome> outcomes = counting().deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
        // Then
        assertThat(outcomes).first().isEqualTo(new Outcome.Accepted());
        assertThat(outcomes).last().isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void anIndexOfSomethingElseNamesNobody() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(refusal("{\"errors\": [{\"field\": \"accounts[0].id\"}]}")));
        SERVER.stubFor(any(anyUrl())
                .withRequestBody(
                        equalToJson("{\"users\": [\"%s\"]}".formatted(Digest.SHA256_HEX.of("ann@example.com"))))
                .willReturn(okJson("{\"invalid\": 0}")));
        // When
        List<Outcome> outcomes = counting().deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
        // Then
        assertThat(outcomes).first().isEqualTo(new Outcome.Accepted());
        assertThat(outcomes).last().isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aListOfErrorsMayBeMissingAndCountFromOne() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        assertThat(counting().deliver(delivery(Operation.REMOVE, "ann@example.com", "bob@example.com")))
                .containsOnly(CONFIRMED);
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"failed\": [{\"number\": 2}]}")));
        assertThat(counting().deliver(delivery(Operation.REMOVE, "ann@example.com", "bob@example.com")))
                .extracting(Outcome::getClass)
                .containsExactly(Outcome.Confirmed.class, Outcome.Rejected.class);
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"failed\": [{\"number\": 0}]}")));
        assertThat(counting().deliver(delivery(Operation.REMOVE, "ann@example.com")))
                .containsOnly(UNKNOWN);
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("<html>")));
        assertThat(counting().deliver(delivery(Operation.REMOVE, "ann@example.com")))
                .containsOnly(UNKNOWN);
    }

    @Test
    void aCodeInsideA200Decides() {
        assertThat(add("{\"code\": 0}")).containsOnly(CONFIRMED);
        assertThat(add("{\"code\": 40100}"))
                .containsOnly(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
        assertThat(add("{\"code\": 40002}"))
                .containsOnly(new Outcome.Rejected(
                        ErrorCode.DESTINATION_REJECTED, "The destination refuses this member. It says 40002."));
        assertThatThrownBy(() -> add("{\"code\": 40105}"))
                .isInstanceOfSatisfying(
                        SeraiException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED_CREDENTIAL));
        assertThatThrownBy(() -> add("{\"code\": 1, \"sub_code\": 40700}"))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
    }

    @Test
    void whatIsNotUnderstoodIsNeverSuccess() {
        assertThat(add("{\"code\": 99}")).containsOnly(UNKNOWN);
        assertThat(add("{}")).containsOnly(UNKNOWN);
        assertThat(add("<html>")).containsOnly(UNKNOWN);
        assertThat(remove("{\"results\": [{\"status\": 204}]}")).containsOnly(UNKNOWN);
        assertThat(remove("{\"results\": \"ok\"}")).containsOnly(UNKNOWN);
    }

    @Test
    void everyMemberHasAStatusOfItsOwn() {
        assertThat(remove("""
                {"results": [{"status": 204}, {"status": 400, "errors": [{"code": "GONE"}]},
                             {"status": 400, "errors": [{"code": "LOCKED"}]}]}"""))
                .containsExactly(
                        CONFIRMED, CONFIRMED, new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
        assertThat(remove(
                        "{\"results\": [{\"status\": 204}, {\"status\": 400, \"errors\": [{\"code\": \"BAD\"}]}, {}]}"))
                .containsExactly(
                        CONFIRMED,
                        new Outcome.Rejected(
                                ErrorCode.DESTINATION_REJECTED, "The destination refuses this member. It says BAD."),
                        UNKNOWN);
    }

    @Test
    void aNumberConfirmsNobodyAndIsReported() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 1}")));
        // When
        List<Outcome> outcomes = counting().deliver(delivery(Operation.ADD, "ann@example.com", "bob@example.com"));
        // Then
        assertThat(outcomes).hasSize(2).containsOnly(new Outcome.Accepted());
        assertThat(unusable).hasValue(1);
    }

    @Test
    void anAnswerWithoutTheNumberIsUnknown() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": [1]}")));
        assertThat(counting().deliver(delivery(Operation.ADD, "ann@example.com")))
                .containsOnly(UNKNOWN);
        assertThat(unusable).hasValue(0);
    }

    @Test
    void whoCannotBeWrittenIsRefusedBeforeAnythingIsSent() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
        // When
        List<Outcome> outcomes = counting().deliver(delivery(Operation.ADD, "@example.com", "ann@example.com"));
        // Then
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Rejected(
                                ErrorCode.FIELD_INVALID,
                                "The identifier is empty once it is written as the destination wants it."),
                        new Outcome.Accepted());
        assertThat(counting().deliver(delivery(Operation.REMOVE, "@example.com")))
                .first()
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void aFieldThatCannotBeWrittenRefusesWhoIsAddedAndKeepsNobodyWhoLeaves() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"invalid\": 0}")));
        Member member = new Member("ann@example.com", Map.of("PHONE", Optional.of(Digest.SHA256_HEX.of("4930901820"))));
        // When
        List<Outcome> added = counting().deliver(delivery(Operation.ADD).of(List.of(member)));
        List<Outcome> removed = counting().deliver(delivery(Operation.REMOVE).of(List.of(member)));
        // Then
        assertThat(added).hasOnlyElementsOfType(Outcome.Rejected.class).hasSize(1);
        assertThat(removed).containsExactly(CONFIRMED);
    }

    @Test
    void theBytesThatAreSentAreSigned() throws GeneralSecurityException {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"code\": 0}")));
        // When
        choosy("").deliver(delivery(Operation.ADD, "jürgen@example.com"));
        // Then
        byte[] sent = SERVER.getAllServeEvents().get(0).getRequest().getBody();
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TestDestinations.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        SERVER.verify(putRequestedFor(urlEqualTo("/members"))
                .withHeader("X-Signature", equalTo(Base64.getEncoder().encodeToString(mac.doFinal(sent)))));
    }

    @Test
    void anOptionSaysHowManyARequestTakes() {
        // Given
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"code\": 0}")));
        // When
        List<Outcome> outcomes = choosy(", batch_size: 2")
                .deliver(delivery(Operation.ADD, "a@example.com", "b@example.com", "c@example.com"));
        // Then
        assertThat(outcomes).hasSize(3).containsOnly(CONFIRMED);
        SERVER.verify(2, putRequestedFor(urlEqualTo("/members")));
    }
}
