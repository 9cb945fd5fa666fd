package io.serai.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.identity.IdentityRules;
import io.serai.ingest.TestHub;
import io.serai.match.Role;
import io.serai.schema.Origin;
import io.serai.schema.ProfileSchema;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRulesReaderTest {
    private static final ProfileSchema SCHEMA = TestHub.schema(Neighbours.SCHEMA);

    private static IdentityRules read(String sections) {
        return TestHub.rules("identity: default\nlink_on: { email: {} }\n" + sections, SCHEMA);
    }

    @Test
    void everyKeyIsRead() {
        // When
        GroupRules rules = read(Neighbours.GROUPS).groups();
        // Then
        assertThat(rules.level(GroupLevel.HOUSEHOLD))
                .contains(new GroupRules.Rule(
                        Map.of(
                                Role.SURNAME, new Origin("last_name", false),
                                Role.STREET, new Origin("street", false),
                                Role.POSTCODE, new Origin("postcode", false)),
                        Set.of(),
                        4));
        assertThat(rules.level(GroupLevel.ACCOUNT))
                .contains(new GroupRules.Rule(
                        Map.of(
                                Role.ORGANISATION_ID, new Origin("crm_account", true),
                                Role.EMAIL, new Origin("email", true),
                                Role.WEBSITE, new Origin("site", false)),
                        Set.of("isp.example"),
                        5));
    }

    @Test
    void householdsOfMoreThanTwelveAreInstitutionsUnlessSaid() {
        // When
        GroupRules rules = read("households: { fields: { surname: last_name, street: street, city: site } }")
                .groups();
        // Then
        assertThat(rules.level(GroupLevel.HOUSEHOLD).orElseThrow().most()).isEqualTo(12);
        assertThat(rules.level(GroupLevel.ACCOUNT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "households: { fields: { surname: last_name, street: street } } | there is no postcode or city.",
                "households: { fields: { street: street, city: site } } | there is no surname.",
                "households: { fields: { surname: last_nam, street: street, city: site } } | no trait 'last_nam'. Did you"
                        + " mean 'last_name'?",
                "households: { fields: { given_name: last_name } } | 'given_name' makes no household.",
                "households: { fields: { surname: { trait: a, identifier: b } } } | needs a trait or an identifier",
                "accounts: { fields: {} } | there is no organisation_id, email or website.",
                "accounts: { fields: { email: { identifier: mail } } } | no identifier 'mail'.",
                "accounts: { fields: { emal: site } } | 'emal' makes no account. Did you mean 'email'?",
                "accounts: { fields: { email: site }, least: 3 } | least"
            })
    void whatMakesNoGroupIsSaidAtItsPlace(String sections, String problem) {
        // Then
        assertThatThrownBy(() -> read(sections))
                .hasMessageContaining("identity.yaml:3")
                .hasMessageContaining(problem);
    }
}
