package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line as a process of its own, with the token of a hub.
 *
 * @param folder where it runs
 */
record CommandLineClient(HubFixture fixture, Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How it ended, and what it wrote. */
    record Told(int status, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    Told run(String... arguments) throws IOException, InterruptedException {
        return runAs(fixture.hub().token(), arguments);
    }

    Told runAs(String token, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.serai.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--url", fixture.hub().url()));
        Path out = Files.createTempFile(folder, "cli", ".out");
        Path err = Files.createTempFile(folder, "cli", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SERAI_TOKEN", token);
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Told(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
