package io.serai.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class MailchimpContractTest implements DestinationContract {
    @Override
    public DestinationFixture fixture() {
        return new Fixture(new Mailchimp());
    }

    /** Contacts of one audience, each with its fields and whether it carries the tag. */
    private static final class Mailchimp implements AilingServer.Place {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final Pattern CONTACT =
                Pattern.compile("/lists/abc/members/([0-9a-f]{32})(/tags|/actions/delete-permanent)?");
        private static final String CREDENTIAL = "Basic "
                + Base64.getEncoder().encodeToString(("serai:" + HttpFixture.key()).getBytes(StandardCharsets.UTF_8));

        private record Contact(String email, Map<String, String> fields, boolean tagged) {}

        private final Map<String, Contact> contacts = new HashMap<>();
        private boolean refusesHalf;

        @Override
        public synchronized AilingServer.Answer answer(AilingServer.Asked asked) throws IOException {
            if (!asked.credential().equals(CREDENTIAL)) {
                return new AilingServer.Answer(401, "{}");
            }
            if (asked.path().equals("/lists/abc")) {
                return new AilingServer.Answer(200, "{}");
            }
            Matcher contact = CONTACT.matcher(asked.path());
            if (!contact.matches()) {
                return new AilingServer.Answer(404, "{}");
            }
            String id = contact.group(1);
            return switch (Optional.ofNullable(contact.group(2)).orElse("")) {
                case "" -> put(id, JSON.readTree(asked.body()));
                case "/tags" -> tag(id, JSON.readTree(asked.body()));
                default -> new AilingServer.Answer(contacts.remove(id) == null ? 404 : 204, "");
            };
        }

        private AilingServer.Answer put(String id, JsonNode body) {
            String email = body.path("email_address").asText();
            boolean refused = email.endsWith("@refused.example") || (refusesHalf && id.charAt(0) < '8');
            if (refused) {
                return new AilingServer.Answer(400, "{\"detail\":\"" + email + " looks fake\"}");
            }
            Map<String, String> fields = new TreeMap<>();
            body.path("merge_fields")
                    .fields()
                    .forEachRemaining(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            boolean tagged =
                    Optional.ofNullable(contacts.get(id)).map(Contact::tagged).orElse(false);
            contacts.put(id, new Contact(email, fields, tagged));
            return new AilingServer.Answer(200, "{\"status\":\"subscribed\"}");
        }

        private AilingServer.Answer tag(String id, JsonNode body) {
            Optional<Contact> known = Optional.ofNullable(contacts.get(id));
            boolean active = body.at("/tags/0/status").asText().equals("active");
            known.ifPresent(contact -> contacts.put(id, new Contact(contact.email(), contact.fields(), active)));
            return new AilingServer.Answer(known.isPresent() ? 204 : 404, "");
        }

        synchronized Map<String, Map<String, String>> tagged() {
            Map<String, Map<String, String>> tagged = new TreeMap<>();
            contacts.values().stream()
                    .filter(Contact::tagged)
                    .forEach(contact -> tagged.put(contact.email(), HttpFixture.known(contact.fields())));
            return tagged;
        }

        synchronized void refuseHalf(boolean refuses) {
            refusesHalf = refuses;
        }
    }

    private static final class Fixture extends HttpFixture {
        private final Mailchimp mailchimp;

        Fixture(Mailchimp mailchimp) {
            super("mailchimp", mailchimp);
            this.mailchimp = mailchimp;
        }

        @Override
        public String audience() {
            return "{ list_id: abc, tag: vip }";
        }

        @Override
        public boolean has(DestinationBehavior behavior) {
            return behavior == DestinationBehavior.ERASES || super.has(behavior);
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            if (behavior == DestinationBehavior.REFUSES_HALF) {
                mailchimp.refuseHalf(true);
            } else {
                super.ail(behavior);
            }
        }

        @Override
        public void mend() {
            mailchimp.refuseHalf(false);
            super.mend();
        }

        @Override
        public Map<String, Map<String, String>> held() {
            return mailchimp.tagged();
        }
    }
}
