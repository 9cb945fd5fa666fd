package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the manual are what the commands say of themselves. With {@code -Dserai.write=true} they are written anew. */
class ManPagesTest {
    private static final Path PAGES = Path.of("..", "docs", "man").toAbsolutePath();

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    private static SortedMap<String, String> pages(Path folder) throws IOException {
        SortedMap<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("man1"))) {
            for (Path file : files.toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    @Test
    void pagesAreCurrent() throws IOException {
        // When
        if (Boolean.getBoolean("serai.write")) {
            shell.run("man", "--to", PAGES.toString());
        }
        int status = shell.run("man", "--to", folder.toString());

        // Then
        assertThat(status).isZero();
        assertThat(pages(PAGES)).as("write them anew with -Dserai.write=true").isEqualTo(pages(folder));
    }

    @Test
    void everyCommandIsOnAPageWithItsOptions() throws IOException {
        // Given
        shell.run("man", "--to", folder.toString());

        // When
        SortedMap<String, String> pages = pages(folder);

        // Then
        assertThat(pages).hasSize(new Shell(hub).commands().getSubcommands().size() + 1);
        assertThat(pages.get("serai.1")).contains("\\fBserai\\-sync\\fR(1)", "\\fB\\-\\-context\\fR=\\fINAME\\fR");
        assertThat(pages.get("serai-identity.1"))
                .contains(".SS serai identity review accept\n", "\\fB\\-\\-reason\\fR=\\fITEXT\\fR")
                .doesNotContain("\\-\\-context");
    }

    @Test
    void aPageIsWrittenWhereNoTerminalIs() {
        // When
        int status = shell.run("man", "sync", "run");
        String page = shell.out();
        int unknown = shell.run("man", "sink");

        // Then
        assertThat(status).isZero();
        assertThat(page).startsWith(".TH SERAI\\-SYNC 1 ").contains(".SS serai sync run\n");
        assertThat(unknown).isEqualTo(5);
    }

    @Test
    void groffHasNothingToSayAgainstThem() throws Exception {
        // Given
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "groff")));
        assumeTrue(there, "groff is not installed");
        shell.run("man", "--to", folder.toString());
        for (String page : pages(folder).keySet()) {
            // When
            Process groff = new ProcessBuilder(
                            "groff",
                            "-man",
                            "-ww",
                            "-z",
                            "-Tascii",
                            folder.resolve("man1").resolve(page).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(groff.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).as(page).isEmpty();
            assertThat(Files.readString(folder.resolve("man1").resolve(page))).isASCII();
        }
    }
}
