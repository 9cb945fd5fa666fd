package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are pushed to a whole hub. */
class PushIT {
    @TempDir
    private Path folder;

    /** Over HTTP/2 a server may refuse as many at once as are sent here. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static HttpRequest request(Hub hub, String stream, String token, String body) {
        return HttpRequest.newBuilder(URI.create(hub.url() + "/v1/push/hooks/" + stream))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private int push(Hub hub, String stream, String token, String body) throws IOException, InterruptedException {
        return client.send(request(hub, stream, token, body), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whatIsAcceptedIsStoredAndWhatComesTogetherIsStoredTogether() throws Exception {
        // Given
        try (HubFixture fixture = new HubFixture(folder)) {
            fixture.write("sources/hooks.yaml", """
                    source: hooks
                    connector: webhook
                    options: { scheme: token, secret: a-token }
                    streams: { contacts: { mapping: crm-contact } }
                    """);
            Hub hub = fixture.start();
            // When
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            for (int person = 0; person < 200; person++) {
                String body = "{\"id\":\"h" + person + "\",\"email\":\"h" + person + "@example.com\"}";
                answers.add(client.sendAsync(
                        request(hub, "contacts", "a-token", body), HttpResponse.BodyHandlers.discarding()));
            }
            // Then
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
            assertThat(fixture.count("SELECT count(*) FROM source_record")).isEqualTo(200);
            assertThat(push(hub, "contacts", "a-token", "[{\"id\":\"h1\",\"email\":\"h1@example.com\"},{\"id\":\"\"}]"))
                    .isEqualTo(202);
            assertThat(fixture.count("SELECT count(*) FROM source_record")).isEqualTo(200);
            assertThat(fixture.count("SELECT count(*) FROM dead_letter")).isEqualTo(1);
            assertThat(push(hub, "contacts", "another", "{}")).isEqualTo(401);
            assertThat(push(hub, "contacts", "a-token", "{\"id\":")).isEqualTo(422);
            assertThat(push(hub, "nothing", "a-token", "{}")).isEqualTo(404);
            assertThat(push(hub, "contacts", "a-token", "x".repeat(10_000_001))).isEqualTo(413);
        }
    }
}
