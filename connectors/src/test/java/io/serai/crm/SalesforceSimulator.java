package io.serai.crm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Salesforce's log-in, queryAll with query locators, bulk query jobs, and the count of API calls. */
final class SalesforceSimulator extends FakeCrm {
    private static final String DATA = "/services/data/v60.0/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    private static final Pattern SINCE =
            Pattern.compile("FROM Contact WHERE SystemModstamp >= (\\S+) ORDER BY SystemModstamp, Id$");

    private final int pageSize;
    private final Map<String, Contact> contacts = new TreeMap<>();
    private final Map<String, List<Contact>> results = new LinkedHashMap<>();
    private int token;
    private int made;
    private int polls;

    Optional<PublicKey> key = Optional.empty();
    int used = 100;
    String lastGrant = "";

    record Contact(String id, Instant changed, String city, boolean deleted) {}

    SalesforceSimulator(int pageSize) {
        this.pageSize = pageSize;
    }

    synchronized void put(int number, Instant changed, String city) {
        String id = "003%015d".formatted(number);
        contacts.put(id, new Contact(id, changed.truncatedTo(ChronoUnit.MILLIS), city, false));
    }

    synchronized void delete(int number, Instant when) {
        String id = "003%015d".formatted(number);
        contacts.put(id, new Contact(id, when.truncatedTo(ChronoUnit.MILLIS), "", true));
    }

    synchronized void expireToken() {
        token++;
    }

    synchronized int tokens() {
        return token;
    }

    /** Results are kept for some days only. */
    synchronized void forget() {
        results.clear();
    }

    private List<Contact> ordered() {
        return contacts.values().stream()
                .sorted(Comparator.comparing(Contact::changed).thenComparing(Contact::id))
                .toList();
    }

    @Override
    Reply answer(Ask ask) {
        if (ask.path().equals("/services/oauth2/token")) {
            return logIn(form(ask.body()));
        }
        if (!("Bearer t" + token).equals(ask.headers().get("Authorization"))) {
            return error(401, "INVALID_SESSION_ID");
        }
        used++;
        return called(ask).with("Sforce-Limit-Info", "api-usage=" + used + "/1000");
    }

    private Reply called(Ask ask) {
        String path = ask.path().substring(Math.min(DATA.length(), ask.path().length()));
        if (path.equals("limits")) {
            return Reply.ok(object());
        }
        if (path.equals("queryAll")) {
            return query(ask.parameter("q"));
        }
        if (path.startsWith("query/")) {
            String[] locator = path.substring(6).split("-");
            return !results.containsKey(locator[0])
                    ? error(400, "INVALID_QUERY_LOCATOR")
                    : page(locator[0], Integer.parseInt(locator[1]));
        }
        if (path.equals("jobs/query") && ask.method().equals("POST")) {
            return job(ask);
        }
        return path.startsWith("jobs/query/") ? jobs(path, ask) : Reply.status(404);
    }

    static Reply error(int status, String code) {
        ArrayNode body = JSON.createArrayNode();
        body.addObject()
                .put("message", "p1@example.com is none of your business")
                .put("errorCode", code);
        return new Reply(status, Map.of(), body.toString(), false);
    }

    private Reply logIn(Map<String, String> form) {
        lastGrant = form.getOrDefault("grant_type", "");
        boolean good = switch (lastGrant) {
            case "client_credentials" -> "s0".equals(form.get("client_secret"));
            case "refresh_token" -> "r0".equals(form.get("refresh_token"));
            default -> isSigned(form.getOrDefault("assertion", ""));
        };
        if (!good) {
            return new Reply(400, Map.of(), "{\"error\": \"invalid_grant\"}", false);
        }
        token++;
        return Reply.ok(object().put("access_token", "t" + token).put("token_type", "Bearer"));
    }

    private boolean isSigned(String assertion) {
        String[] parts = assertion.split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.orElseThrow());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && claims.contains("\"sub\":\"hub@acme.example\"")
                    && claims.contains("\"aud\":\"https://login.salesforce.com\"");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply query(String soql) {
        Matcher since = SINCE.matcher(soql);
        if (!since.find() || !soql.startsWith("SELECT Id, IsDeleted, SystemModstamp, Email,")) {
            return error(400, "MALFORMED_QUERY");
        }
        Instant from = Instant.parse(since.group(1));
        String locator = "q" + ++made;
        results.put(
                locator,
                ordered().stream()
                        .filter(contact -> !contact.changed().isBefore(from))
                        .toList());
        return page(locator, 0);
    }

    private Reply page(String locator, int from) {
        List<Contact> all = results.getOrDefault(locator, List.of());
        int to = Math.min(all.size(), from + pageSize);
        ObjectNode body = object().put("totalSize", all.size()).put("done", to == all.size());
        if (to < all.size()) {
            body.put("nextRecordsUrl", DATA + "query/" + locator + "-" + to);
        }
        ArrayNode records = body.putArray("records");
        all.subList(from, to)
                .forEach(contact -> records.addObject()
                        .put("Id", contact.id())
                        .put("IsDeleted", contact.deleted())
                        .put("SystemModstamp", TIME.format(contact.changed()))
                        .put("Email", email(contact))
                        .putNull("Phone")
                        .put("FirstName", "Ann")
                        .put("LastName", "Groß")
                        .put("MailingCity", contact.city())
                        .put("HasOptedOutOfEmail", false));
        return Reply.ok(body);
    }

    private static String email(Contact contact) {
        return "p" + Long.parseLong(contact.id()) + "@example.com";
    }

    private Reply job(Ask ask) {
        if (!ask.json().path("operation").asText().equals("queryAll")
                || !ask.json().path("query").asText().endsWith("FROM Contact")) {
            return error(400, "MALFORMED_QUERY");
        }
        String id = "job" + ++made;
        results.put(id, List.copyOf(contacts.values()));
        polls = 0;
        return Reply.ok(
                object().put("id", id).put("state", "UploadComplete").put("createdDate", TIME.format(Instant.now())));
    }

    private Reply jobs(String path, Ask ask) {
        String[] parts = path.split("/");
        if (!results.containsKey(parts[2])) {
            return Reply.status(404);
        }
        List<Contact> all = results.getOrDefault(parts[2], List.of());
        if (parts.length == 3) {
            return Reply.ok(object().put("id", parts[2]).put("state", polls++ < 2 ? "InProgress" : "JobComplete"));
        }
        int from = ask.parameter("locator").isEmpty() ? 0 : Integer.parseInt(ask.parameter("locator"));
        int to = Math.min(all.size(), from + pageSize);
        StringBuilder csv = new StringBuilder(
                "\"Id\",\"IsDeleted\",\"SystemModstamp\",\"Email\",\"Phone\",\"FirstName\",\"LastName\","
                        + "\"MailingCity\",\"HasOptedOutOfEmail\"\n");
        all.subList(from, to)
                .forEach(contact -> csv.append("\"%s\",\"%s\",\"%s\",\"%s\",\"\",\"Ann\",\"Groß\",\"%s\",\"false\"\n"
                        .formatted(
                                contact.id(), contact.deleted(), contact.changed(), email(contact), contact.city())));
        return Reply.text(csv.toString())
                .with("Sforce-Locator", to < all.size() ? Integer.toString(to) : "null")
                .with("Content-Type", "text/csv");
    }
}
