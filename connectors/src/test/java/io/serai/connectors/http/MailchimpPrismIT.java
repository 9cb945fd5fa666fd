package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Destination;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Mailchimp definition's traffic before a judge that has read Mailchimp's API document and not our code. */
class MailchimpPrismIT {
    private static final String ANN = "/lists/abc/members/257c57037d384ae37ea27a07e8a01665";
    private static Prism prism;

    /** For each test, not for all: only so are they counted as skipped where there is no judge. */
    @BeforeEach
    void start() {
        if (prism == null) {
            prism = Prism.start("mailchimp-lists.json");
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (prism != null) {
            prism.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | %s      | {"email_address": 5, "status_if_new": "subscribed"}
            PUT  | %s      | {"email_address": "ann@example.com"}
            PUT  | %s      | {"email_address": "ann@example.com", "status_if_new": "member"}
            POST | %s/tags | {"tags": [{"name": "vip", "status": "on"}]}
            POST | %s/tags | {}
            """)
    void theJudgeRefusesWhatIsWrong(String method, String path, String body) throws Exception {
        assertThat(prism.status(method, path.formatted(ANN), body)).isEqualTo(422);
    }

    @Test
    void theJudgeAcceptsAllThatTheDefinitionSends() {
        // Given
        Destination mailchimp = MailchimpTest.open(prism.url());
        // When, Then (but for check(): the document's example of a list breaks the document, and the judge answers 500)
        assertThat(mailchimp.deliver(MailchimpTest.delivery(Operation.ADD, "ann@example.com", "Bob@Example.com")))
                .hasSize(2)
                .containsOnly(new Outcome.Confirmed());
        assertThat(mailchimp.deliver(MailchimpTest.delivery(Operation.REMOVE, "ann@example.com")))
                .containsExactly(new Outcome.Confirmed());
    }
}
