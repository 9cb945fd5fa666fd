package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.error.SeraiException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Leaves out one option after the other: what then is missing says which it is, and nothing else breaks. */
final class MissingOptions {
    private MissingOptions() {}

    /**
     * @param options that work, as YAML flow
     * @param open opens a connector, reaching for nothing outside, and closes it
     */
    static void areNamed(String options, ObjectShape shape, Consumer<Settings> open) {
        Map<String, Node> all =
                Document.parse("options", options, new Problems()).orElseThrow().entries();
        for (String left : all.keySet()) {
            Problems problems = new Problems();
            Optional<Settings> settings = Document.parse("options", without(all, left), problems)
                    .flatMap(root -> Settings.read(root, shape, Secrets.lenient(Map.of()), problems));
            if (settings.isEmpty()) {
                assertThat(problems.list().toString()).contains("'" + left + "'");
                continue;
            }
            Throwable failure = catchThrowable(() -> open.accept(settings.get()));
            if (failure != null) {
                assertThat(failure)
                        .as("without %s", left)
                        .isInstanceOf(SeraiException.class)
                        .hasMessageContaining(left);
            }
        }
    }

    private static String without(Map<String, Node> options, String left) {
        return options.entrySet().stream()
                .filter(option -> !option.getKey().equals(left))
                .map(option -> option.getKey() + ": " + option.getValue().toJson())
                .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
