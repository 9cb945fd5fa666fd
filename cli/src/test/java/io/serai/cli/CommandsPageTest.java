package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page of all commands is what they say of themselves. With {@code -Dserai.write=true} it is written anew. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");

    @Test
    void pageIsCurrent() throws IOException {
        // When
        String page = page();

        // Then
        if (Boolean.getBoolean("serai.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it anew with -Dserai.write=true").hasContent(page);
    }

    private static String page() {
        try (FakeHub hub = new FakeHub()) {
            StringBuilder page = new StringBuilder("""
                    # Commands

                    Written by `CommandsPageTest` from the commands themselves, which say the same with `--help`. What the
                    launcher runs itself (`demo`, `start`, `validate`, `config`, `keys`, `add`, `bench`, `test`, and of `identity`:
                    `resolve`, `train`, `audit`, `import-splink`) says its own by `./serai NAME --help`.
                    """);
            add(page, new Shell(hub).commands(), 2);
            return page.toString();
        }
    }

    private static void add(StringBuilder page, CommandLine command, int depth) {
        page.append('\n')
                .append("#".repeat(Math.min(depth, 4)))
                .append(" `")
                .append(command.getCommandSpec().qualifiedName(" "))
                .append("`\n\n```text\n")
                .append(command.getUsageMessage(Ansi.OFF)
                        .lines()
                        .map(String::stripTrailing)
                        .reduce("", (all, line) -> all + line + "\n"))
                .append("```\n");
        ManPage.below(command).forEach(subcommand -> add(page, subcommand, depth + 1));
    }
}
