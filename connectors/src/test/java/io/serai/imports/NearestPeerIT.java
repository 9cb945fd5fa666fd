package io.serai.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.profile.Profile;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the nearest peer was seen to get wrong when it imported and merged the same people; here it is right. */
class NearestPeerIT {
    private static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              name: { type: name }
              city: { type: string }
              score: { type: decimal }
              note: { type: string }
            identifiers: { email: email, login: string }
            """;
    private static final String RULES = "{ identity: default, link_on: { login: {}, email: {} } }";
    private static final String MAPPING = """
            mapping: people
            key: id
            identifiers: { email: email, login: login }
            traits: { name: name, city: city, score: score, note: note }
            """;

    private final ImportKit kit = new ImportKit(SCHEMA, RULES);

    @AfterEach
    void close() {
        kit.close();
    }

    private Run csv(String stream, String text) {
        return kit.importText(stream, "people.csv", text, MAPPING);
    }

    private Optional<Profile> person(String email) {
        return kit.profiles().stream()
                .filter(profile ->
                        profile.identifiers().getOrDefault("email", List.of()).contains(email))
                .findFirst();
    }

    @Test
    void aQuotedNewlineIsPartOfItsField() {
        // When
        Run run = csv("a", "id,email,note\n1,a@example.com,\"two\nlines\"\n2,b@example.com,one\n");
        // Then
        assertThat(run.imported()).isEqualTo(new ImportCounts(2, 2, 0, 0, 0, 0));
        assertThat(person("a@example.com").orElseThrow().traits()).containsEntry("note", "two lines");
    }

    @Test
    void reportsOfConcurrentImportsDoNotMix() {
        // When
        List<CompletableFuture<Run>> runs = IntStream.range(1, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> csv("s" + i, manyRows(i, 300 * i))))
                .toList();
        // Then
        assertThat(runs.stream().map(CompletableFuture::join).map(Run::imported))
                .containsExactly(
                        new ImportCounts(300, 300, 0, 0, 0, 0),
                        new ImportCounts(600, 600, 0, 0, 0, 0),
                        new ImportCounts(900, 900, 0, 0, 0, 0));
        assertThat(kit.profiles()).hasSize(1800);
    }

    private static String manyRows(int salt, int rows) {
        StringBuilder csv = new StringBuilder("id,email\n");
        IntStream.range(0, rows)
                .forEach(i -> csv.append(i)
                        .append(",u")
                        .append(salt)
                        .append('-')
                        .append(i)
                        .append("@example.com\n"));
        return csv.toString();
    }

    @Test
    void traitsThatAreNoColumnOfALaterFileStay() {
        // Given
        csv("a", "id,email,name,city\n1,a@example.com,Ann,Berlin\n");
        // When: the same record again with other columns, and another record of the same person
        csv("a", "id,email,city\n1,a@example.com,Köln\n");
        csv("b", "id,email,note\n9,a@example.com,vip\n");
        // Then
        assertThat(person("a@example.com").orElseThrow().traits())
                .isEqualTo(Map.of("name", "Ann", "city", "Köln", "note", "vip"));
    }

    @Test
    void aRowThatFitsSeveralProfilesMakesThemOneAndNoEmptyProfile() {
        // Given
        csv("a", "id,email,login,name\n1,a@example.com,,Ann\n2,,ann,Ann\n");
        assertThat(kit.profiles()).hasSize(2);
        // When
        csv("b", "id,email,login\n3,a@example.com,ann\n");
        // Then
        assertThat(kit.profiles()).hasSize(1).first().satisfies(profile -> {
            assertThat(profile.subjects()).isEqualTo(3);
            assertThat(profile.traits()).containsEntry("name", "Ann");
        });
    }

    @Test
    void identifiersAreTheSamePersonWhateverTheirCaseAndSpaces() {
        // When
        csv("a", "id,email\n1, Ann@Example.COM \n2,ann@example.com\n");
        // Then
        assertThat(kit.profiles()).hasSize(1);
    }

    @Test
    void decimalsAreKept() {
        // When
        csv("a", "id,email,score\n1,a@example.com,12.75\n");
        // Then
        assertThat(person("a@example.com").orElseThrow().traits()).containsEntry("score", new BigDecimal("12.75"));
    }

    @Test
    void aPersonWhoComesTwiceInOneFileIsStoredOnce() {
        // When
        csv("a", "id,email\n1,b1@example.com\n2,b1@example.com\n3,b2@example.com\n4,b1@example.com\n");
        // Then
        assertThat(kit.profiles()).hasSize(2);
        assertThat(person("b1@example.com").orElseThrow().subjects()).isEqualTo(3);
    }

    @Test
    void accentsMakeAnotherAddress() {
        // When
        csv("a", "id,email\n1,jose@example.com\n2,josé@example.com\n");
        // Then
        assertThat(kit.profiles()).hasSize(2);
    }

    @Test
    void importedPeopleAreMergedByALaterLogin() {
        // Given
        csv("a", "id,email,login\n1,a@example.com,ann\n");
        // When
        csv("web", "id,login\nvisitor-7,ann\n");
        // Then
        assertThat(kit.profiles()).hasSize(1);
    }

    @Test
    void simultaneousLoginsLeaveOneProfileForEachAddress() {
        // When: two streams bring the same thirty people at the same time
        List<CompletableFuture<Run>> runs = List.of("web", "app").stream()
                .map(stream -> CompletableFuture.supplyAsync(() -> csv(stream, manyRows(7, 30))))
                .toList();
        runs.forEach(CompletableFuture::join);
        // Then
        assertThat(kit.profiles())
                .hasSize(30)
                .allSatisfy(profile -> assertThat(profile.subjects()).isEqualTo(2));
    }
}
