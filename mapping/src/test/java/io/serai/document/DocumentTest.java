package io.serai.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private final Problems problems = new Problems();

    @Test
    void aRepeatedKeyIsRefusedWithItsLine() {
        // When
        assertThat(Document.parse("a.yaml", "segment: vip\nwhere: {}\nsegment: other\n", problems))
                .isEmpty();
        // Then
        assertThat(problems.list()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.message()).contains("segment");
        });
    }

    @Test
    void aValueThatHoldsItselfIsRefused() {
        assertThat(Document.parse("a.yaml", "where: &a { all: [*a] }\n", problems))
                .isEmpty();
        assertThat(problems.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[a, b]", "just text", "a: [", "a: 1\n---\nb: 2\n", "a: !!java.io.File x\n\t- y"})
    void whatIsNoSingleMappingIsAProblemWithACure(String yaml) {
        assertThat(Document.parse("a.yaml", yaml, problems)).isEmpty();
        assertThat(problems.list()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("a.yaml");
            assertThat(problem.cure()).isNotBlank();
        });
    }

    @Test
    void numbersAndTruthAreReadAsYaml12ReadsThem() {
        // When
        Node root = Document.parse("a.yaml", "{ no: no, yes: true, n: 1_000, d: 1.50, s: '1' }", problems)
                .orElseThrow();
        // Then
        assertThat(root.toJson().toString())
                .isEqualTo("{\"no\":\"no\",\"yes\":true,\"n\":\"1_000\",\"d\":1.50,\"s\":\"1\"}");
        assertThat(root.require("n").whole()).isEqualTo(1000);
    }
}
