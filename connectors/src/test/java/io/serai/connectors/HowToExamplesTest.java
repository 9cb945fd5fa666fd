package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.ConfigReader;
import io.serai.document.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every source, mapping, destination and connector that a how-to page shows is one that {@code serai validate} takes. */
class HowToExamplesTest {
    private static final Path FOLDER = Path.of("../docs/how-to");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```");
    private static final Pattern SHOWN = Pattern.compile("(connector|source|mapping|destination): .*", Pattern.DOTALL);
    private static final Pattern MAPPING = Pattern.compile("\\bmapping: *([a-z0-9_-]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:(\\w+)}}");

    @TestFactory
    Stream<DynamicTest> everyExampleIsTaken() throws IOException {
        try (Stream<Path> pages = Files.list(FOLDER)) {
            List<DynamicTest> tests = pages.sorted()
                    .map(page -> Map.entry(page, examples(page)))
                    .filter(page -> !page.getValue().isEmpty())
                    .map(page -> DynamicTest.dynamicTest(
                            page.getKey().getFileName().toString(),
                            () -> assertThat(problems(page.getValue())).isEmpty()))
                    .toList();
            assertThat(tests).hasSizeGreaterThan(15);
            return tests.stream();
        }
    }

    private static List<String> examples(Path page) {
        return BLOCK.matcher(text(page))
                .results()
                .map(block -> block.group(1).stripTrailing().stripIndent())
                .filter(block -> SHOWN.matcher(block).matches())
                .map(block -> block.replaceAll("\\{\\{file:[^}]*}}", "{{env:FILE}}"))
                .toList();
    }

    /** What else is said of them but that a component of Camel's is not here, and of the source that needs it. */
    private static List<String> problems(List<String> examples) {
        Map<String, String> texts = new HashMap<>();
        texts.put("schema.yaml", text(Path.of("../config/schema.yaml")));
        texts.put("identity.yaml", text(Path.of("../config/identity.yaml")));
        examples.forEach(example -> texts.put("example" + texts.size() + ".yaml", example));
        String all = String.join("\n", examples);
        for (String name : matches(MAPPING, all)) {
            if (!all.contains("\nmapping: " + name) && !all.startsWith("mapping: " + name)) {
                texts.put(name + ".yaml", "mapping: " + name + "\nkey: id\nidentifiers: { email: email }\n");
            }
        }
        Map<String, String> environment =
                matches(VARIABLE, all).stream().collect(Collectors.toMap(name -> name, name -> "set"));
        return new ConfigReader(new Installed(), environment)
                .read(texts).problems().stream()
                        .map(Problem::toString)
                        .filter(problem -> !problem.contains("which is not installed"))
                        .filter(problem -> !problem.contains("by a connector 'orders-queue'"))
                        .toList();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
