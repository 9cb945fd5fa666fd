package io.serai.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the repository is so: links, tests they name, error codes. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ERRORS = ROOT.resolve("docs/reference/errors.md");
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".serai", "node_modules", "dist");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]+]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();

        for (Path page : pages()) {
            matches(LINK, read(page)).map(link -> link.group(1)).forEach(target -> {
                if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                    broken.add(ROOT.relativize(page) + ": " + target);
                }
            });
        }

        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(file);
        }
        return Files.isRegularFile(file)
                && read(file)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .anyMatch(line -> anchor(line).equals(parts[1]));
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void everyTestNamedIsThere() {
        Map<String, String> sources = new HashMap<>();
        files("java").forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
        List<String> missing = new ArrayList<>();

        for (Path page : pages()) {
            matches(TEST, read(page)).forEach(test -> {
                String source = sources.getOrDefault(test.group(1), "");
                String method = test.group(2) == null ? "class " + test.group(1) : " " + test.group(2) + "(";
                if (!source.contains(method)) {
                    missing.add(ROOT.relativize(page) + ": " + test.group());
                }
            });
        }

        assertThat(missing).as("tests that are named but not there").isEmpty();
    }

    /** Run with -Dserai.write=true to write the page anew. */
    @Test
    void thePageOfErrorCodesIsThatOfTheCode() throws IOException {
        String page = errorPage();
        if (Boolean.getBoolean("serai.write")) {
            Files.writeString(ERRORS, page);
        }

        assertThat(read(ERRORS)).as("run this test with -Dserai.write=true").isEqualTo(page);
    }

    private static String errorPage() {
        StringBuilder page = new StringBuilder("""
                # Error codes

                Written by `DocumentsTest` from the code. A code means the same in an answer of the API, a log line, a
                metric and a dead letter. What is retriable may succeed later without anyone changing anything; it
                never makes a dead letter.

                | number | code | type | retriable | meaning |
                |---|---|---|---|---|
                """);
        for (ErrorCode code : ErrorCode.values()) {
            page.append("| %d | `%s` | %s | %s | %s |\n"
                    .formatted(
                            code.number(),
                            code.name(),
                            code.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            code.isRetriable() ? "yes" : "",
                            code.summary()));
        }
        return page.toString();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text.replaceAll("(?s)```.*?```", "")).results();
    }

    private static List<Path> pages() {
        return files("md");
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith("." + ending))
                    .filter(file -> {
                        for (Path part : ROOT.relativize(file)) {
                            if (LEFT_OUT.contains(part.toString())) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
