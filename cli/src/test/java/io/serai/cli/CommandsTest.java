package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    private static final String PROFILE = """
            {"id":17,"requestedId":23,"firstSeen":"2026-01-01T00:00:00Z","lastSeen":"2026-01-05T00:00:00Z",
             "traits":{"country":{"value":"DE","source":"crm","stream":"contacts","rule":"most-recent","candidates":2}},
             "identifiers":{"email":["a***@example.com"]},"consents":{"email_marketing":"granted"},
             "subjects":3,"segments":["vip","news"]}""";

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void identifiersTravelInBodiesOnly() {
        // Given
        hub.answers("POST /api/v1/profiles/search", "{\"profiles\":[" + PROFILE + "]}");

        // When
        int status = shell.run("profile", "get", "email:ann@example.com");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body())
                .isEqualTo(Api.body().put("namespace", "email").put("value", "ann@example.com"));
        assertThat(shell.out())
                .contains("profile 17 (23 was merged into it): seen from 2026-01-01 00:00:00Z")
                .containsPattern("country +DE +crm +contacts +most-recent +2")
                .containsPattern("email_marketing +granted")
                .contains("a***@example.com", "vip, news");
    }

    @Test
    void revealSendsTheReason() {
        // Given
        hub.answers("GET /api/v1/profiles/17", PROFILE);

        // When
        shell.run("profile", "get", "17", "--reveal", "ticket 812");

        // Then
        assertThat(hub.asked().get(0).reveal()).isEqualTo("ticket 812");
    }

    @Test
    void reasonThatCannotTravelIsRefusedAndNothingIsAsked() {
        // When
        int status = shell.run("profile", "get", "17", "--reveal", "two\nlines");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void unknownIdentifierIsNotFound() {
        // Given
        hub.answers("POST /api/v1/profiles/search", "{\"profiles\":[]}");

        // When
        int status = shell.run("profile", "explain", "email:ann@example.com");

        // Then
        assertThat(status).isEqualTo(5);
        assertThat(shell.err()).doesNotContain("ann@example.com");
    }

    @Test
    void whyTellsReasonsWeightsAndTheKeysThatAreMissing() {
        // Given
        hub.answers("GET /api/v1/identity/pairs/4/9", """
                {"onePerson":false,"reasons":["They weigh 1.9 bits; 3.0 make a link."],"shared":[],
                 "comparison":{"prior":-17,"weight":1.9,"linkAt":3,
                  "bars":[{"field":"surname","level":"exact","weight":7.2,"rarity":1.1}],
                  "keys":[{"key":"surname + birth_date","agreement":"missing"}]}}""");

        // When
        int status = shell.run("identity", "why-not", "4", "9");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out())
                .startsWith("not one person\nThey weigh 1.9 bits; 3.0 make a link.\n")
                .contains("surname", "7.2", "= 1.9 bits of 3.0 bits", "surname + birth_date  missing");
    }

    @Test
    void theDetailOfAPlanIsPeopleSegmentsAndDestinations() {
        // Given
        hub.answers("POST /api/v1/identity/plan", """
                {"changed":true,"subjects":1200,"profiles":900,"merged":12,"split":3,
                 "largest":[{"profileId":17,"subjects":9,"joined":2}],
                 "glue":[{"namespace":"phone","value":"+***","profiles":8}],
                 "segments":[{"name":"vip","entered":1,"exited":2}],
                 "syncs":[{"name":"news","added":4,"updated":5,"removed":6}],
                 "pairs":[{"kind":"merge","profileId":17,"otherId":23,"one":{"subject":4},"other":{"subject":9},
                  "reasons":["They share a value of phone."]}]}""");

        // When
        int status = shell.run("identity", "plan", "--reveal", "ticket 812");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).reveal()).isEqualTo("ticket 812");
        assertThat(shell.out())
                .startsWith("1,200 records would be 900 profiles: 12 merged into others, 3 split off.\n")
                .containsPattern("phone +\\+\\*\\*\\* +8")
                .containsPattern("vip +1 +2")
                .containsPattern("news +4 +5 +6")
                .endsWith(
                        "Would merge: profile 23 into 17, for example records 4 and 9\nThey share a value of phone.\n");
    }

    @Test
    void aProfileShowsItsHouseholdAndItsAccountsById() {
        // Given
        hub.answers(
                "GET /api/v1/profiles/17",
                PROFILE.replace(
                        "\"segments\"",
                        "\"households\":[{\"id\":\"00ab\",\"by\":\"street + surname\",\"profiles\":2,"
                                + "\"institution\":false,\"members\":[17,23]}],\"accounts\":[{\"id\":\"00cd\",\"by\":\"domain\","
                                + "\"profiles\":1200,\"institution\":true,\"members\":[]}],\"segments\""));

        // When
        shell.run("profile", "get", "17");

        // Then
        assertThat(shell.out())
                .contains("household 00ab: 2 profiles share street + surname\nprofiles: 17, 23\n")
                .contains(
                        "account 00cd: 1,200 profiles share domain\nso many that it is an institution, and no account\n");
    }

    @Test
    void whyTwoProfilesShareAHouseholdOrNotIsAskedWithTheReasonToReveal() {
        // Given
        hub.answers("GET /api/v1/households/pairs/17/23", """
                {"shared":false,"reasons":["No shared household: surname differs."],
                 "fields":[{"field":"surname","agrees":false,"one":"m***","other":"k***"}]}""");

        // When
        int status = shell.run("household", "why", "17", "23", "--reveal", "ticket 812");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).reveal()).isEqualTo("ticket 812");
        assertThat(shell.out())
                .startsWith("No shared household: surname differs.\n")
                .contains("surname", "m***", "k***");
    }

    @Test
    void accountsAreListedLargestFirstAndShownPageByPage() {
        // Given
        hub.answers(
                "GET /api/v1/accounts?limit=50",
                "{\"groups\":3,\"institutions\":1,\"most\":1000,"
                        + "\"largest\":[{\"id\":\"00cd\",\"profiles\":1200,\"institution\":true}]}");
        hub.answers(
                "GET /api/v1/accounts/00ef?after=17&limit=50",
                "{\"id\":\"00ef\",\"by\":\"domain\",\"profiles\":2,\"institution\":false,\"members\":[23]}");

        // When
        shell.run("account", "list");
        String list = shell.out();
        shell.run("account", "show", "00ef", "--after", "17");

        // Then
        assertThat(list)
                .startsWith("3 accounts, 1 institutions of more than 1,000 profiles\n")
                .contains("00cd", "1,200");
        assertThat(shell.out()).isEqualTo("account 00ef: 2 profiles share domain\nprofiles: 23\n");
    }

    @Test
    void aPossibleMatchIsDecidedWithItsReason() {
        // Given
        hub.answers("POST /api/v1/identity/pairs/4/9/decide", "{\"profiles\":[4],\"moved\":{\"9\":4}}");

        // When
        int status = shell.run("identity", "review", "accept", "4", "9", "--reason", "asked");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body().toString()).isEqualTo("{\"verdict\":\"accept\",\"reason\":\"asked\"}");
    }

    @Test
    void whatIfAsksForAnotherWeight() {
        // Given
        hub.answers(
                "GET /api/v1/identity/profiles/17/what-if?link-at=5.0",
                "{\"profileId\":17,\"people\":[{\"subjects\":[4,9]}]}");

        // When
        int status = shell.run("identity", "what-if", "17", "--link-at", "5");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).contains("4, 9");
    }

    @Test
    void unmergeSendsSubjectsAndReason() {
        // Given
        hub.answers("POST /api/v1/profiles/17/unmerge", "{\"profiles\":[17,31],\"moved\":{\"9\":31}}");

        // When
        int status = shell.run("profile", "unmerge", "17", "--subjects", "4,9", "--reason", "two people", "--yes");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body().toString()).isEqualTo("{\"subjects\":[4,9],\"reason\":\"two people\"}");
        assertThat(shell.out()).isEqualTo("profiles now: 17, 31\n");
    }

    @Test
    void aDryRunOfAnUnmergeNeedsNoReasonAndAsksNobody() {
        // Given
        hub.answers("POST /api/v1/profiles/17/unmerge", "{\"profiles\":[17,31],\"moved\":{\"9\":31}}");

        // When
        int status = shell.run("profile", "unmerge", "17", "--subjects", "9", "--dry-run");
        int unfounded = shell.run("profile", "unmerge", "17", "--subjects", "9", "--yes");

        // Then
        assertThat(status).isZero();
        assertThat(unfounded).isEqualTo(2);
        assertThat(hub.asked()).hasSize(1);
        assertThat(hub.asked().get(0).body()).hasToString("{\"subjects\":[9],\"dry_run\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile merge 17 23 --reason x",
                "profile unmerge 17 --subjects 4 --reason x",
                "dead-letter discard 12 --reason x",
                "key revoke nightly",
                "source reset crm.contacts",
                "definition remove segment vip",
                "secret remove mailchimp"
            })
    void whatIsNotUndoneAsksFirst(String command) {
        // When
        int nobody = shell.run(command.split(" "));
        int no = shell.with("SERAI_IN_TTY", "1").typing("y\n").run(command.split(" "));

        // Then
        assertThat(nobody).isEqualTo(2);
        assertThat(no).isEqualTo(1);
        assertThat(shell.err()).contains("? [yes/no] ", "Nothing was changed.");
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void profilesAreSearchedByATrait() {
        // Given
        hub.answers(
                "GET /api/v1/profiles?limit=2&trait=city&prefix=S%C3%BC",
                "{\"profiles\":[{\"id\":17,\"lastSeen\":\"2026-01-05T00:00:00Z\",\"subjects\":1}],\"next\":\"abc\"}");

        // When
        int status = shell.run("profile", "search", "--trait", "city", "--prefix", "Sü", "--limit", "2");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).contains("17", "2026-01-05 00:00:00Z");
        assertThat(shell.err()).contains("more: --after abc");
    }

    @Test
    void aSecretComesFromStdinAndIsNotShown() {
        // Given
        hub.answers("PUT /api/v1/secrets/mailchimp", "{\"name\":\"mailchimp\",\"version\":2}");

        // When
        int status = shell.typing("s3cret\n").run("secret", "set", "mailchimp");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body()).hasToString("{\"value\":\"s3cret\"}");
        assertThat(shell.out() + shell.err()).contains("version 2").doesNotContain("s3cret");
        assertThat(shell.typing("").run("secret", "set", "mailchimp")).isEqualTo(2);
    }

    @Test
    void aDefinitionIsShownAsItsFileWouldHoldIt() {
        // Given
        hub.answers(
                "GET /api/v1/syncs/news/definition",
                "{\"kind\":\"sync\",\"name\":\"news\",\"yaml\":\"sync: news\\nsegment: vip\\n\"}");
        hub.answers("DELETE /api/v1/syncs/news/definition", "{\"name\":\"news\",\"version\":4}");

        // When
        int shown = shell.run("definition", "show", "sync", "news");
        String yaml = shell.out();
        int removed = shell.run("definition", "remove", "sync", "news", "--yes");

        // Then
        assertThat(shown).isZero();
        assertThat(yaml).isEqualTo("sync: news\nsegment: vip\n");
        assertThat(removed).isZero();
        assertThat(shell.run("definition", "show", "schema", "profile")).isEqualTo(2);
    }

    @Test
    void deadLettersOfOneNameAreRetriedTogether() {
        // Given
        hub.answers("POST /api/v1/dead-letters/retry", "{\"retried\":2}");

        // When
        int status = shell.run("dead-letter", "retry", "--name", "crm.contacts");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body().toString()).isEqualTo("{\"name\":\"crm.contacts\"}");
    }

    @Test
    void sourcesAreListedWithWhatTheyAreAtAndWhatIsNew() {
        // Given
        hub.answers("GET /api/v1/sources", """
                {"sources": [{"stream": "crm.people", "connector": "crm", "state": "started",
                  "readingSince": "2026-11-27T07:00:00.123Z", "newFields": ["loyalty", "age"]}]}""");

        // When
        shell.run("source", "list");

        // Then
        assertThat(shell.out()).contains("READING SINCE", "2026-11-27 07:00:00Z", "NEW FIELDS", "loyalty, age");
    }

    @Test
    void aConnectorIsDescribedByItsPageOnce() {
        // Given
        hub.answers("GET /api/v1/connectors", """
                {"connectors": [
                  {"name": "acme", "for": "destination", "options": [], "audience": [], "reference": "# acme\\n\\nA page.\\n"},
                  {"name": "acme", "for": "source", "options": [], "stream": [], "reference": "# acme\\n\\nA page.\\n"},
                  {"name": "drop", "for": "destination", "options": [], "reference": "# drop\\n"}]}""");

        // When
        shell.run("connector", "describe", "acme");
        String page = shell.out();
        shell.run("connector", "describe", "drop");

        // Then
        assertThat(page).isEqualTo("# acme\n\nA page.\n");
        assertThat(shell.out()).isEqualTo("# drop\n");
    }

    @Test
    void retryOfEverythingMustBeMeant() {
        // When
        int status = shell.run("dead-letter", "retry");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void namesAreEncodedIntoPaths() {
        // Given
        hub.answers("POST /api/v1/syncs/a%2Fb%20c/pause", "{\"name\":\"a/b c\",\"state\":\"paused\"}");

        // When
        int status = shell.run("sync", "pause", "a/b c");

        // Then
        assertThat(status).isZero();
    }

    @Test
    void aSegmentIsTriedFromItsFile(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("vip.yaml"), "segment: vip\nwhere: { all: [] }\n");
        hub.answers("POST /api/v1/segments/preview?overlap=old%2Cnew", """
                {"at":"2026-01-05T00:00:00Z","members":2,"profiles":9,"counts":{"condition":"{all: [{a}]}",
                 "profiles":2,"parts":[{"condition":"{a}","profiles":5,"left":2,"parts":[]}]},
                 "sample":[{"id":1,"traits":{"country":"DE"},"identifiers":{"email":["a***","b***"]}},{"id":2}],
                 "overlaps":[{"segment":"old","computedAt":"2026-01-05T00:00:00Z","members":4,"both":1}]}""");
        // When
        shell.run("segment", "preview", file.toString(), "--overlap", "old,new", "--reveal", "ticket 8");
        // Then
        assertThat(shell.out())
                .contains("2 of 9 profiles, as of 2026-01-05T00:00:00Z")
                .contains("    5, 2 left  {a}")
                .contains("1 also in old, which has 4, as of 2026-01-05 00:00:00Z")
                .contains("profile 1  email: a***, b***  country: DE\nprofile 2\n");
        assertThat(hub.asked().get(0).reveal()).isEqualTo("ticket 8");
    }

    @Test
    void segmentExplanationIsATreeOfAnswers() {
        // Given
        hub.answers("GET /api/v1/segments/vip/explanation/17", """
                {"segment":"vip","profileId":17,"at":"2026-01-05T00:00:00Z","verdict":{"condition":"all of","holds":false,
                 "parts":[{"condition":"country is DE","holds":true,"parts":[]},
                          {"condition":"3 orders","holds":false,"parts":[]}]}}""");

        // When
        shell.run("segment", "explain", "vip", "17");

        // Then
        assertThat(shell.out()).isEqualTo("""
                        profile 17 does not belong in vip
                          no   all of
                            yes  country is DE
                            no   3 orders
                        """);
    }

    @Test
    void traitsShowWhereTheyComeFromAndHowManyHaveThem() {
        // Given
        hub.answers("GET /api/v1/traits", """
                {"traits":[{"name":"country","type":"country","origin":"records","filled":7},
                           {"name":"revenue","type":"money","origin":"computed","filled":5,"state":"fresh",
                            "computedAt":"2026-01-05T00:00:00Z","lag":0}]}""");

        // When
        shell.run("trait", "list");

        // Then
        assertThat(shell.out()).contains("country", "records", "7").contains("revenue", "computed", "5", "fresh");
    }

    @Test
    void planWithProblemsEndsWithFindings() {
        // Given
        hub.answers("POST /api/v1/plan", """
                {"identity":{"changed":true,"profilesBefore":1000,"merged":3,"split":1,"largest":9,"sample":[]},
                 "segments":[{"name":"vip","change":"changed","before":10,"after":12,"entered":3,"exited":1}],
                 "syncs":[{"name":"news","adds":3,"removes":1}],
                 "problems":[{"file":"a.yaml","line":3,"path":"x","message":"wrong","cure":"mend"}]}""");

        // When
        int status = shell.run("plan");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.out())
                .contains("of 1,000 profiles, 3 would merge and 1 split; the largest would hold 9 subjects")
                .containsPattern("vip +changed +10 +12 +3 +1")
                .containsPattern("a.yaml +3 +x +wrong +mend");
    }

    @Test
    void applyAsksNobodyWhoIsNotThere() {
        // When
        int status = shell.run("apply");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void applyShowsThePlanAndDoesNothingOnNo() {
        // Given
        hub.answers("POST /api/v1/plan", "{\"identity\":{\"changed\":false}}");

        // When
        int status = shell.with("SERAI_IN_TTY", "1").typing("no\n").run("apply");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void doctorNamesWhatIsWrongAndTheCure() {
        // Given
        hub.answers("GET /api/v1/attention", """
                {"attention":[{"harm":"waiting","trouble":"brake","kind":"sync","name":"news","code":"BRAKE",
                 "since":"2026-01-05T00:00:00Z","message":"too many","cure":"serai sync release news","link":"/x"}]}""");

        // When
        int status = shell.run("doctor");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.out()).containsPattern("sync +news +BRAKE +serai sync release news +too many");
    }

    @Test
    void insightIsATableWithTheColumnsOfTheAnswer() {
        // Given
        hub.answers("GET /api/v1/insights/overlap/pairs?segments=vip%2Cnews", """
                {"at":"2026-01-05T00:00:00Z","columns":["a","b","both","of_a"],
                 "rows":[{"a":"vip","b":"news","both":1200,"of_a":0.25},{"a":"vip","b":"lapsed"}]}""");

        // When
        int status = shell.run("insight", "overlap", "vip", "news");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out())
                .containsPattern("A +B +BOTH +OF_A")
                .containsPattern("vip +news +1,200 +0.25")
                .containsPattern("vip +lapsed\n");
        assertThat(shell.err()).contains("Computed 2026-01-05 00:00:00Z.");
    }

    @Test
    void funnelTravelsAsItIsWritten() {
        // Given
        hub.answers("POST /api/v1/insights/funnel", "{\"at\":\"2026-01-05T00:00:00Z\",\"columns\":[],\"rows\":[]}");

        // When
        int status =
                shell.run("insight", "funnel", "{\"event\": \"view\"}", "--from", "2026-01-01", "--output", "json");
        int unclear = shell.run("insight", "funnel", "{event");

        // Then
        assertThat(status).isZero();
        assertThat(unclear).isEqualTo(Exit.USAGE.status());
        assertThat(hub.asked().get(0).body()).hasToString("{\"funnel\":{\"event\":\"view\"},\"from\":\"2026-01-01\"}");
    }

    @Test
    void exportIsAFileWhenItIsWhole(@TempDir Path folder) throws IOException {
        // Given
        hub.answers("POST /api/v1/exports/profiles", "id,country\r\n17,DE\r\n");

        // When
        int status = shell.in(folder)
                .run(
                        "export",
                        "profiles",
                        "--segment",
                        "vip",
                        "--fields",
                        "id,country",
                        "--to",
                        "vip.csv",
                        "--reveal",
                        "x");

        // Then
        assertThat(status).isZero();
        assertThat(folder.resolve("vip.csv")).hasContent("id,country\n17,DE\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(hub.asked().get(0).reveal()).isEqualTo("x");
        assertThat(hub.asked().get(0).body()).hasToString("{\"segment\":\"vip\",\"fields\":[\"id\",\"country\"]}");
    }

    @Test
    void exportThatIsRefusedOrBreaksOffLeavesNoFile(@TempDir Path folder) {
        // Given
        hub.answers(
                        "POST /api/v1/exports/events",
                        400,
                        FakeHub.problemBody(400, "USAGE", "Field number 1 is not known."))
                .breaksOff("POST /api/v1/exports/profiles", "id,country\r\n17");

        // When
        int refused = shell.in(folder).run("export", "events", "--fields", "x", "--to", "events.csv");
        int broken = shell.run("export", "profiles", "--to", "people.csv");

        // Then
        assertThat(refused).isEqualTo(Exit.USAGE.status());
        assertThat(broken).isEqualTo(Exit.FAILED.status());
        assertThat(shell.err()).contains("broke off").contains("no file is left");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyCommandExplainsItselfWithAnExample() {
        // Given
        Deque<CommandLine> open = new ArrayDeque<>(List.of(new Main(Surroundings.ofProcess()).commands()));
        List<String> without = new ArrayList<>();

        // When
        while (!open.isEmpty()) {
            CommandLine command = open.remove();
            open.addAll(command.getSubcommands().values());
            String help = command.getUsageMessage();
            if (!help.contains("Example")
                    || command.getCommandSpec().usageMessage().description().length == 0) {
                without.add(command.getCommandSpec().qualifiedName(" "));
            }
        }

        // Then
        assertThat(without).isEmpty();
    }

    @Test
    void helpNamesAllCommandsThoughOnlyThoseTypedAreMade() {
        // When
        int status = shell.runAsTyped("--help");

        // Then
        assertThat(status).isZero();
        assertThat(shell.commands().getSubcommands().keySet())
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(shell.out()).contains("\n  " + name + " "));
        assertThat(shell.runAsTyped("segmnt", "list")).isEqualTo(2);
    }

    @Test
    void somethingMayBeCalledAsACommandIs() {
        // Given
        hub.answers("GET /api/v1/segments/sync", "{\"name\":\"sync\"}");

        // When
        int status = shell.run("segment", "show", "sync");

        // Then
        assertThat(status).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo("name: sync\n");
    }

    @Test
    void everyExampleIsACommandThatParses() {
        // Given
        CommandLine root = new Main(Surroundings.ofProcess()).commands();
        Deque<CommandLine> open = new ArrayDeque<>(List.of(root));
        List<String> examples = new ArrayList<>();
        while (!open.isEmpty()) {
            CommandLine command = open.remove();
            open.addAll(command.getSubcommands().values());
            for (String line : command.getCommandSpec().usageMessage().footer()) {
                if (line.startsWith("  serai ")) {
                    examples.add(line.strip().substring("serai ".length()));
                }
            }
        }

        // When
        List<CommandLine.ParseResult> parsed = examples.stream()
                .map(example -> new Main(Surroundings.ofProcess()).commands().parseArgs(words(example)))
                .toList();

        // Then
        assertThat(parsed).hasSizeGreaterThan(40);
    }

    @Test
    void keyIsShownOnStdoutAndTheTalkAboutItOnStderr() {
        // Given
        hub.answers("POST /api/v1/keys", 201, "{\"name\":\"nightly\",\"key\":\"serai_12345678_abc\"}");

        // When
        int status = shell.run(
                "key", "create", "nightly", "--role", "operator", "--scope", "sync-run,source-run", "--expires", "90d");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).isEqualTo("serai_12345678_abc\n");
        assertThat(shell.err()).contains("shown this once").doesNotContain("serai_");
        assertThat(hub.asked().get(0).body())
                .hasToString("{\"name\":\"nightly\",\"role\":\"operator\",\"scope\":[\"sync-run\",\"source-run\"],"
                        + "\"expires\":\"90d\"}");
    }

    @Test
    void auditTrailIsFilteredAndSaysWhereItGoesOn() {
        // Given
        hub.answers(
                "GET /api/v1/audit?limit=2&actor=key%3Anightly&before=9",
                "{\"next\":7,\"entries\":[{\"id\":8,\"actor\":\"key:nightly\",\"action\":\"sync-pause\"},"
                        + "{\"id\":7,\"actor\":\"key:nightly\",\"action\":\"sync-resume\"}]}");

        // When
        shell.run("audit", "list", "--actor", "key:nightly", "--before", "9", "--limit", "2");

        // Then
        assertThat(shell.out()).contains("sync-pause", "sync-resume");
        assertThat(shell.err()).contains("--before 7");
    }

    @Test
    void theTailOfTheTrailTellsEachEntryOnceInTheOrderOfTime() {
        // Given
        String page = "GET /api/v1/audit?limit=10";
        hub.answers(page, "{\"next\":3,\"entries\":[{\"id\":4,\"action\":\"merge\"},{\"id\":3,\"action\":\"reveal\"}]}")
                .answers(
                        page,
                        "{\"next\":6,\"entries\":[{\"id\":7,\"action\":\"seven\"},{\"id\":6,\"action\":\"six\"}]}")
                .answers(
                        page + "&before=6",
                        "{\"next\":0,\"entries\":[{\"id\":5,\"action\":\"five\"},{\"id\":4,\"action\":\"merge\"}]}");

        // When
        int status = shell.run("audit", "tail", "--times", "2");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).isEqualTo("reveal\nmerge\nfive\nsix\nseven\n");
    }

    @Test
    void trailThatIsNotWholeIsAFinding() {
        // Given
        hub.answers("GET /api/v1/audit/verify", "{\"whole\":false,\"rows\":3,\"fault\":\"Row 4 is missing.\"}");

        // When
        int status = shell.run("audit", "verify");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.out()).contains("Row 4 is missing.");
    }

    private static String[] words(String example) {
        List<String> words = new ArrayList<>();
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("'([^']*)'|(\\S+)").matcher(example);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words.toArray(String[]::new);
    }

    @Test
    void topTellsRatesAndWhatNeedsSomebodyAsOftenAsAsked() {
        // Given
        hub.answers("GET /api/v1/flow", """
                {"at":"2026-01-05T00:00:00Z","windowSeconds":60,"nodes":[],
                 "edges":[{"from":"source.crm","to":"ingest","what":"records","total":1200,"perSecond":20.5}]}""");
        hub.answers("GET /api/v1/attention", """
                {"attention":[{"harm":"waiting","kind":"sync","name":"newsletter","code":"SYNC_HELD","message":"It is held."}]}""");

        // When
        int status = shell.run("top", "--every", "1", "--times", "2");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out().split("rates of the last 60 s", -1)).hasSize(3);
        assertThat(shell.out())
                .containsPattern("source.crm +records +ingest +20.5")
                .contains("newsletter", "SYNC_HELD");
        assertThat(shell.run("top", "--every", "0")).isEqualTo(2);
    }
}
