package io.serai.app.identity;

import io.serai.app.WholeFile;
import io.serai.match.FrequentValues;
import io.serai.match.MatchModel;
import io.serai.match.ModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a model from the records of a file. */
@Command(
        name = "train",
        description = "Learn from a file what agreeing and differing in each field says; nobody has to label anything.",
        footer = {
            "",
            "Examples:",
            "  serai identity train --input people.csv --key id \\",
            "    --fields given_name=first,surname=last,birth_date=dob --output people.model.yaml",
            "  serai identity resolve --input more.csv --key id --model people.model.yaml \\",
            "    --fields given_name=first,surname=last,birth_date=dob --output clusters.csv",
            "",
            "The same records and seed give the same model. It names no value that fewer than one in a thousand records",
            "have, and none of addresses, numbers and dates."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PeopleOptions people;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The model's file.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Resolution resolution = people.resolve(true);
        MatchModel trained = FrequentValues.only(resolution.model()).next();
        try (WholeFile file = WholeFile.create(output)) {
            file.writer().write(ModelWriter.write(trained));
            file.finish();
        }
        Report.print(resolution.report(), people.report(), spec.commandLine().getOut());
        return 0;
    }
}
