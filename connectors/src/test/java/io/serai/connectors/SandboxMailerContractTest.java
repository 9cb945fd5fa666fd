package io.serai.connectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import io.serai.sandbox.SandboxMailer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

class SandboxMailerContractTest implements DestinationContract {
    @Override
    public DestinationFixture fixture() {
        return new Sandbox(SandboxMailer.start(0, SandboxMailer.Options.of(HttpFixture.key())));
    }

    /** The sandbox behind a server that ails in its stead. */
    private static final class Sandbox extends HttpFixture {
        private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

        private final SandboxMailer mailer;

        Sandbox(SandboxMailer mailer) {
            super("sandbox-mailer", asked -> passOn(mailer.url(), asked));
            this.mailer = mailer;
        }

        private static AilingServer.Answer passOn(String url, AilingServer.Asked asked) throws IOException {
            String query = asked.query().isEmpty() ? "" : "?" + asked.query();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + asked.path() + query))
                    .header("Authorization", asked.credential())
                    .method(asked.method(), HttpRequest.BodyPublishers.ofString(asked.body()))
                    .build();
            try {
                HttpResponse<String> response =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                return new AilingServer.Answer(response.statusCode(), response.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public String audience() {
            return "{ list: news }";
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            if (behavior == DestinationBehavior.REFUSES_HALF) {
                mailer.mode(SandboxMailer.Mode.HALF);
            } else {
                super.ail(behavior);
            }
        }

        @Override
        public void mend() {
            mailer.mode(SandboxMailer.Mode.NORMAL);
            super.mend();
        }

        @Override
        public Map<String, Map<String, String>> held() {
            Map<String, Map<String, String>> held = new TreeMap<>();
            mailer.members("news")
                    .forEach(
                            (email, fields) -> held.put(email, known(new ObjectMapper().convertValue(fields, FIELDS))));
            return held;
        }

        @Override
        public void close() {
            super.close();
            mailer.close();
        }
    }
}
