package io.serai.app.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.app.WholeFile;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.match.ModelWriter;
import io.serai.match.SplinkImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model of what Splink has saved. */
@Command(
        name = "import-splink",
        description = "Make a model of the JSON that Splink saved. What cannot be expressed is told.",
        footer = {
            "",
            "Examples:",
            "  serai identity import-splink saved_model.json --output splink.model.yaml",
            "  serai identity resolve --model splink.model.yaml --input people.csv --key unique_id \\",
            "    --fields given_name=first_name,surname=surname,birth_date=dob --output clusters.csv"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportSplinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What linker.misc.save_model_to_json wrote.")
    private Path settings;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The model's file.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        SplinkImport.Imported imported = read();
        try (WholeFile file = WholeFile.create(output)) {
            file.writer().write(ModelWriter.write(imported.model()));
            file.finish();
        }
        PrintWriter out = spec.commandLine().getOut();
        imported.notes().forEach(out::println);
        imported.fields()
                .forEach((column, field) -> out.println("Splink's " + column + " is the field " + field + "."));
        out.println("Made " + output + ".");
        return 0;
    }

    private SplinkImport.Imported read() {
        try {
            return SplinkImport.of(new ObjectMapper().readTree(settings.toFile()));
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.FILE_UNREADABLE,
                    settings + " cannot be read as JSON. Give the file that Splink saved.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new SeraiException(ErrorCode.CONFIG_INVALID, settings + ": " + e.getMessage(), e);
        }
    }
}
