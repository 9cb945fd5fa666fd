package io.serai.app;

import io.serai.config.ConfigItem;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.config.HubConfig;
import io.serai.connectors.Installed;
import io.serai.route.CamelRoutes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a configuration without a hub or a store, mappings' own tests included. */
@Command(
        name = "validate",
        description = "Check a configuration, offline. Exit status 3 if it has problems.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Option(names = "--config", defaultValue = "config", description = "The configuration's folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ConfigReader.Result result = ConfigStore.check(
                config, new ConfigReader(Installed.beside(config, new CamelRoutes()), System.getenv()));
        result.problems().forEach(out::println);
        if (!result.problems().isEmpty()) {
            out.println(result.problems().size() + (result.problems().size() == 1 ? " problem." : " problems."));
            return Main.FINDINGS;
        }
        List<ConfigItem> items = result.config().map(HubConfig::items).orElse(List.of());
        long files = items.stream().filter(item -> !item.isShipped()).count();
        out.println(files + " files, no problems.");
        if (items.stream().anyMatch(ConfigItem::isShipped)) {
            out.println("Neither a profile schema nor match rules are written: the shipped ones count.");
        }
        return 0;
    }
}
