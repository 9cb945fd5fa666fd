package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the console offers to copy are commands of ours. */
class ConsoleCommandsTest {
    private static final Path SOURCES = Path.of("..", "console", "src");
    /** The property of a screen, and the entries of a table of commands by tab. */
    private static final Pattern COMMAND = Pattern.compile("command=(?:\"([^\"]+)\"|\\{`([^`?]+)`})");

    private static final Pattern TABLE = Pattern.compile("COMMANDS[^=]*= \\{(.*?)\\n};", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile(": ['`]([^'`]+)['`]");
    /** Run by the launcher, not by this command line. */
    private static final String LAUNCHER = "config ";

    @TestFactory
    Stream<DynamicTest> areOurs() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            files = walk.filter(file -> file.toString().endsWith(".tsx"))
                    .sorted()
                    .toList();
        }
        List<String> commands = files.stream()
                .map(ConsoleCommandsTest::read)
                .flatMap(ConsoleCommandsTest::commands)
                .map(command -> command.replaceAll("\\$\\{[^}]*}", "1"))
                .filter(command -> !command.startsWith(LAUNCHER))
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(20);
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> isOurs(command)));
    }

    private static Stream<String> commands(String source) {
        Stream<String> properties = COMMAND.matcher(source)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
        Stream<String> entries = TABLE.matcher(source)
                .results()
                .map(MatchResult::group)
                .flatMap(table -> ENTRY.matcher(table).results())
                .map(found -> found.group(1));
        return Stream.concat(properties, entries);
    }

    private static void isOurs(String command) {
        try (FakeHub hub = new FakeHub()) {
            Shell shell = new Shell(hub);
            String[] arguments = Stream.concat(
                            Stream.of(command.replaceAll("'[^']*'", "x").split(" ")), Stream.of("--help"))
                    .toArray(String[]::new);
            assertThat(shell.run(arguments)).as(shell.err()).isZero();
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
