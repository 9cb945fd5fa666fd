package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.servers.Installations;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tabulator key completes in a real zsh, at a terminal; bash is tested with the command line itself. */
class ZshCompletionTest {
    @TempDir
    Path folder;

    @Test
    void zshOffersCommandsAndTheHubsNames() throws Exception {
        // Given
        Optional<Path> tree = Installations.zsh();
        assumeTrue(tree.isPresent(), "no zsh; install Debian's package zsh, or let ./serai test bring it");
        String zsh = tree.get().resolve("bin/zsh").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path script = folder.resolve("completion.zsh");
        run(script, java, "-cp", System.getProperty("java.class.path"), "io.serai.cli.Main", "completion", "zsh");
        Path setup = write("setup.zsh", paths(tree.get()) + """
                PROMPT='> '
                autoload -Uz compinit; compinit -u -D
                serai() { [[ "$*" != 'completion names sync run' ]] || print -l newsletter other }
                source %s
                print ready
                """.formatted(script));
        // What is typed is echoed: what is waited for is not in it.
        Path typist = write("typist.zsh", paths(tree.get()) + """
                zmodload zsh/zpty
                zpty shell %s -f -i
                zpty -w shell 'source %s'
                zpty -r shell seen '*ready*'
                zpty -w -n shell $'serai sync run newsl\\t'
                zpty -r shell seen '*newsletter*'
                zpty -w -n shell $'\\x15serai dead\\t'
                zpty -r shell seen '*dead-letter*'
                zpty -d shell
                print completed
                """.formatted(zsh, setup));

        // When
        Path seen = folder.resolve("seen.txt");
        run(seen, zsh, "-f", typist.toString());

        // Then
        assertThat(seen).content().endsWith("completed\n");
    }

    /** A tree that is not the machine's has its functions and modules elsewhere than they were built for. */
    private static String paths(Path tree) throws IOException {
        if (tree.getParent() == null) {
            return "";
        }
        return "fpath=(" + below(tree.resolve("usr/share/zsh/functions"), "*") + ")\nmodule_path=("
                + below(tree.resolve("usr/lib"), "[0-9]*.[0-9]*") + ")\n";
    }

    private static String below(Path top, String named) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isDirectory)
                    .filter(path ->
                            path.getFileSystem().getPathMatcher("glob:" + named).matches(path.getFileName()))
                    .map(Path::toString)
                    .collect(Collectors.joining(" "));
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void run(Path out, String... command) throws IOException, InterruptedException {
        File errors = folder.resolve("errors.txt").toFile();
        Process process = new ProcessBuilder(List.of(command))
                .redirectOutput(out.toFile())
                .redirectError(errors)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as(Files.readString(out) + Files.readString(errors.toPath()))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
