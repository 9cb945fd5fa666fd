package io.serai.app;

import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Key files. */
@Command(name = "keys", description = "About key files.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: generate.");
    }

    @Command(
            name = "generate",
            description = "Make a new key file that only its owner can read. Back it up apart from the store.",
            mixinStandardHelpOptions = true)
    int generate(@Parameters(paramLabel = "FILE", description = "The file to be made.") Path file) {
        if (Files.exists(file)) {
            throw new SeraiException(ErrorCode.CONFLICT, "There is a file " + file + " already. Name another.");
        }
        Keyring.generateAt(file);
        spec.commandLine().getOut().println("Made " + file + ".");
        return 0;
    }
}
