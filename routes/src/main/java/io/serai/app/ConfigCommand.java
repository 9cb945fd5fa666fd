package io.serai.app;

import io.serai.config.ConfigReader;
import io.serai.config.ConfigSchemas;
import io.serai.connectors.Installed;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What can be said about configuration files. */
@Command(name = "config", description = "About configuration files.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: schema.");
    }

    @Command(
            name = "schema",
            description = "Write a JSON Schema and a reference page for each kind of file.",
            mixinStandardHelpOptions = true)
    int schema(@Option(names = "--output", required = true, description = "The folder written to.") Path output) {
        new ConfigSchemas(new ConfigReader(new Installed(), Map.of())).write(output);
        spec.commandLine().getOut().println("Written to " + output + ".");
        return 0;
    }
}
