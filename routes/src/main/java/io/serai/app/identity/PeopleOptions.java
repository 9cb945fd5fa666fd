package io.serai.app.identity;

import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.match.BatchResolver;
import io.serai.match.Comparison;
import io.serai.match.MatchModel;
import io.serai.match.ModelReader;
import io.serai.match.Role;
import io.serai.match.ShippedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the records are, what they say, and how they are compared. */
@SuppressWarnings("NullAway.Init") // picocli sets them
final class PeopleOptions {
    /** For help and completion. */
    private static final class Roles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Role.labels().iterator();
        }
    }

    /** For help and completion. */
    private static final class Comparisons implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Comparison.labels().iterator();
        }
    }

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file with a header; may be packed with gzip.")
    private Path input;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "COLUMN",
            description = "The column that is different in each record.")
    private String key;

    @Option(
            names = "--fields",
            required = true,
            split = ",",
            paramLabel = "ROLE=COLUMN",
            completionCandidates = Roles.class,
            description = "What is compared, and where it stands: given_name=first,surname=last. Roles:"
                    + " ${COMPLETION-CANDIDATES}.")
    private List<String> fields;

    @Option(
            names = "--extra",
            split = ",",
            paramLabel = "COLUMN=COMPARISON",
            completionCandidates = Comparisons.class,
            description = "Columns that no role fits: shoe_size=category. Comparisons: ${COMPLETION-CANDIDATES}.")
    private List<String> extras = List.of();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "A model that 'serai identity train' or 'import-splink' made; the one that ships unless said.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the random pairs that training looks at; ${DEFAULT-VALUE} unless said.")
    private long seed;

    @Option(
            names = "--report",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; table unless said.")
    private Report.Form report;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    Report.Form report() {
        return report;
    }

    /** Reads the records and finds out who they are. */
    Resolution resolve(boolean train) {
        long began = System.nanoTime();
        Columns columns = Columns.parse(fields, extras);
        MatchModel start = columns.model(model.map(PeopleOptions::read).orElse(ShippedModel.people()));
        tell("reading " + input);
        PeopleFile people = PeopleFile.read(
                input, key, columns, start, records -> tell(String.format(Locale.ROOT, "%,d records read", records)));
        BatchResolver.Result result = BatchResolver.resolve(people.people(), start, train, seed, this::tell);
        return new Resolution(people, result, train, began);
    }

    private static MatchModel read(Path file) {
        Problems problems = new Problems();
        try {
            Optional<MatchModel> model = ModelReader.parse(file.toString(), Files.readString(file), problems);
            problems.throwIfAny();
            return model.orElseThrow();
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND, "The model " + file + " cannot be read. Check its name and rights.", e);
        }
    }

    private void tell(String stage) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(stage + " ...");
            err.flush();
        }
    }
}
