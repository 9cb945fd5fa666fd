package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.document.Document;
import io.serai.document.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final JsonNode ANN = JsonNodeFactory.instance.textNode("ann");

    /** The first member has a and no b, the second b and no a. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { each: members, as: { x: "${a}", y: "${b}" } }           | [{"x":"ann"},{"y":"ann"}]
            { each: members, as: ["${a}", "${b}"] }                   | [["ann",""],["","ann"]]
            { each: members, as: { ids: [{ x: "${a}" }, { y: "${b}" }] } } | [{"ids":[{"x":"ann"}]},{"ids":[{"y":"ann"}]}]
            { each: members, as: { k: 1, at: { x: "${a}", z: 2 } } }  | [{"k":1,"at":{"x":"ann","z":2}}]
            { each: members, as: "${a}" }                             | ["ann",""]
            { each: members, as: { k: "${all}", at: { complete: { x: "${a}", z: 2 } } } } | [{"k":"ann","at":{"x":"ann","z":2}},{"k":"ann"}]
            { all: "${all}", none: { k: 1 } }                         | {"all":"ann","none":{"k":1}}
            """)
    void whatHasNoValueTakesItsPlaceWithIt(String yaml, String expected) {
        Problems problems = new Problems();
        Template template = Template.compile(
                Document.parse("test.yaml", "body: " + yaml, problems)
                        .orElseThrow()
                        .require("body"),
                Set.of("all"),
                Set.of("all", "a", "b"));
        problems.throwIfAny();

        JsonNode rendered = template.render(new Scope(Map.of("all", ANN), List.of(Map.of("a", ANN), Map.of("b", ANN))));

        assertThat(rendered).hasToString(expected);
    }
}
