package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** The launcher builds again when a source is newer than the last build: else every command would. */
    @Test
    void aBuildMakesNothingAmongTheSources() throws IOException, InterruptedException {
        // Given
        assumeTrue(Files.exists(HOME.resolve(".git")), "no checkout of git: what is made cannot be told from sources");
        // When
        Process git = new ProcessBuilder(List.of(
                        "git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", ":(glob)*/src/**"))
                .directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String made = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(git.waitFor()).isZero();
        assertThat(made).isEmpty();
    }
}
