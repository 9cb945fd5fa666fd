package io.serai.app.identity;

import io.serai.app.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Resolves the records of a file into people. */
@Command(
        name = "resolve",
        description = "Find out which records of a file are one person.",
        footer = {
            "",
            "Examples:",
            "  serai identity resolve --input people.csv --key id \\",
            "    --fields given_name=first,surname=last,birth_date=dob,email=mail --output clusters.csv",
            "  serai identity resolve --input febrl3.csv --key rec_id --train --output - \\",
            "    --fields given_name=given_name,surname=surname,birth_date=date_of_birth,postcode=postcode",
            "",
            "The output has the columns key and cluster. Records of one cluster are one person."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResolveCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeopleOptions people;

    @Option(names = "--train", description = "Learn the weights from these records first.")
    private boolean train;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The file of clusters, packed if it ends in .gz; - for the standard output, and the report"
                    + " goes to the other one.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Resolution resolution = people.resolve(train);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter report = out;
        if (output.toString().equals(STDOUT)) {
            resolution.write(out);
            out.flush();
            report = spec.commandLine().getErr();
        } else {
            try (WholeFile file = WholeFile.create(output)) {
                resolution.write(file.writer());
                file.finish();
            }
        }
        Report.print(resolution.report(), people.report(), report);
        return 0;
    }
}
