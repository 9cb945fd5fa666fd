package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Transport;
import io.serai.connectors.JdkTransport;
import io.serai.connectors.ShippedConnectors;
import io.serai.connectors.fixture.FixtureRun;
import io.serai.connectors.http.Prism.Verdict;
import io.serai.document.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What definitions send, before judges that have read the vendors' API documents and not our code. The traffic is that
 * of a definition's fixtures which went well; a judge counts only once it has refused a request that is known to be bad.
 */
class JudgedTrafficIT {
    /**
     * A definition with its judges; another one joins by a line.
     *
     * @param api what the paths of the API's requests begin with; others, such as a log-in's, are not judged
     * @param base what they begin with before the documents' paths do
     * @param undescribed paths that the definition uses and the documents do not have
     */
    private record Judged(
            String connector, String api, String base, List<Document> documents, Set<String> undescribed) {
        Judged(String connector, String api, String base, List<Document> documents) {
            this(connector, api, base, documents, Set.of());
        }
    }

    /** A document of the shared data's folder specs, and a request that its judge must refuse for its body alone. */
    private record Document(String spec, String method, String path, String badBody) {}

    private static final List<Judged> ALL = List.of(
            new Judged(
                    "mailchimp",
                    "/3.0/",
                    "/3.0",
                    List.of(
                            new Document(
                                    "mailchimp-lists.json", "PUT", "/lists/abc/members/257c", "{\"email_address\": 5}"),
                            new Document(
                                    "mailchimp-lists.json",
                                    "POST",
                                    "/lists/abc/members/257c/tags",
                                    "{\"tags\": [{\"name\": \"vip\", \"status\": \"on\"}]}")),
                    Set.of(
                            "/lists/abc/members/257c57037d384ae37ea27a07e8a01665/actions/delete-permanent",
                            "/lists/abc/members/4b9bb80620f03eb3719e0a061c14283d/actions/delete-permanent")),
            new Judged(
                    "sendgrid",
                    "/v3/",
                    "/v3",
                    List.of(new Document(
                            "sendgrid-mc.json",
                            "PUT",
                            "/marketing/contacts",
                            "{\"list_ids\": \"x\", \"contacts\": []}"))),
            new Judged(
                    "klaviyo",
                    "/api/",
                    "",
                    List.of(
                            new Document("klaviyo-audience.json", "POST", "/api/profile-bulk-import-jobs", "{}"),
                            new Document(
                                    "klaviyo-audience.json",
                                    "DELETE",
                                    "/api/lists/Y6nRLr/relationships/profiles",
                                    "{\"data\": [{\"type\": \"person\", \"id\": 5}]}")),
                    Set.of("/api/data-privacy-deletion-jobs")),
            new Judged(
                    "hubspot",
                    "/crm/v3/",
                    "",
                    List.of(
                            new Document(
                                    "hubspot-contacts.json",
                                    "POST",
                                    "/crm/v3/objects/contacts/batch/upsert",
                                    "{\"inputs\": 5}"),
                            new Document("hubspot-members.json", "PUT", "/crm/v3/lists/7/memberships/add", "[1]")),
                    Set.of(
                            "/crm/v3/objects/contacts",
                            "/crm/v3/objects/contacts/search",
                            "/crm/v3/objects/contacts/batch/read",
                            "/crm/v3/objects/contacts/gdpr-delete",
                            "/crm/v3/lists/7/memberships")),
            new Judged(
                    "listmonk",
                    "/api/",
                    "/api",
                    List.of(new Document("listmonk.json", "PUT", "/subscribers/lists", "{\"action\": \"frob\"}")),
                    Set.of("/subscribers/21")),
            new Judged(
                    "criteo",
                    "/2026-07/",
                    "",
                    List.of(
                            new Document(
                                    "criteo-audience.json",
                                    "PATCH",
                                    "/2026-07/marketing-solutions/audience-segments/7/contact-list",
                                    "{\"data\": {\"type\": \"ContactlistAmendment\", \"attributes\": {\"identifiers\": \"x\"}}}"))));

    private record Sent(String line, Transport.Request request) {}

    @TestFactory
    Stream<DynamicContainer> theJudgesRefuseWhatIsWrongAndAllowWhatDefinitionsSend() {
        return ALL.stream()
                .map(judged -> DynamicContainer.dynamicContainer(
                        judged.connector(), Stream.of(DynamicTest.dynamicTest("traffic", () -> judge(judged)))));
    }

    private static void judge(Judged judged) throws Exception {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<Sent> traffic = List.copyOf(traffic(judged).values());
        assertThat(traffic).as("requests that went well").isNotEmpty();
        for (String spec :
                judged.documents().stream().map(Document::spec).distinct().toList()) {
            try (Prism prism = Prism.start(spec)) {
                canaries(prism, judged, spec, traffic.get(0).request().headers());
                for (Sent sent : traffic) {
                    Transport.Request request = sent.request();
                    Verdict verdict = prism.judge(
                            request.method(), path(request.url(), judged), request.headers(), request.body());
                    assertThat(verdict).as(sent.line()).isNotEqualTo(Verdict.REFUSED);
                    verdicts.merge(sent.line(), verdict, (one, other) -> one == Verdict.ALLOWED ? one : other);
                }
            }
        }
        for (Sent sent : traffic) {
            boolean described = !judged.undescribed()
                    .contains(path(sent.request().url(), judged).replaceFirst("\\?.*", ""));
            assertThat(verdicts.get(sent.line()))
                    .as(sent.line())
                    .isEqualTo(described ? Verdict.ALLOWED : Verdict.NOT_DESCRIBED);
        }
    }

    private static void canaries(Prism prism, Judged judged, String spec, Map<String, String> headers)
            throws IOException {
        for (Document document : judged.documents()) {
            if (document.spec().equals(spec)) {
                byte[] bad = document.badBody().getBytes(StandardCharsets.UTF_8);
                assertThat(prism.judge(document.method(), document.path(), headers, bad))
                        .as("the judge by %s of what is wrong: %s", spec, document.badBody())
                        .isEqualTo(Verdict.REFUSED);
            }
        }
    }

    private static String path(URI url, Judged judged) {
        String query =
                Optional.ofNullable(url.getRawQuery()).map(text -> "?" + text).orElse("");
        return url.getRawPath().substring(judged.base().length()) + query;
    }

    /** Each request of the definition's fixtures that went well, once. */
    private static Map<String, Sent> traffic(Judged judged) {
        Map<String, Sent> traffic = new LinkedHashMap<>();
        Transport transport = new JdkTransport();
        Transport recorder = request -> {
            Transport.Response response = transport.send(request);
            boolean api = request.url().getRawPath().startsWith(judged.api());
            if (api && response.status() < 300) {
                String body = new String(request.body(), StandardCharsets.UTF_8);
                String line = request.method() + " " + path(request.url(), judged) + " " + body;
                synchronized (traffic) {
                    traffic.putIfAbsent(line, new Sent(line, request));
                }
            }
            return response;
        };
        Problems problems = new Problems();
        new FixtureRun(ShippedConnectors.find(List.of(), problems), recorder)
                .run(
                        judged.connector() + ".fixtures.yaml",
                        ShippedConnectors.fixtures(judged.connector()).orElseThrow(),
                        problems);
        problems.throwIfAny();
        return traffic;
    }
}
