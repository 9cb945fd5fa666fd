package io.serai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The manual. */
@Command(
        name = "man",
        description = "The manual: opens the page of a command, or writes all of them.",
        footer = {
            "",
            "Elsewhere than on a terminal it writes the page as man(1) reads it.",
            "",
            "Examples:",
            "  serai man",
            "  serai man sync",
            "  serai man --to ~/.local/share/man"
        })
@SuppressWarnings("NullAway.Init")
final class ManCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Whose page; that of serai unless said.")
    private List<String> names = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "Writes all pages under this folder, for MANPATH.")
    private Optional<Path> to = Optional.empty();

    @Override
    public Integer call() {
        CommandLine commands = new Main(serai.surroundings()).commands();
        if (to.isPresent()) {
            return write(commands, serai.surroundings().directory().resolve(to.get()));
        }
        CommandLine command =
                names.isEmpty() ? commands : commands.getSubcommands().get(names.get(0));
        if (command == null) {
            throw new Failure(Exit.NOT_FOUND, "NOT_FOUND", "There is no such command; see 'serai --help'.", "");
        }
        return show(ManPage.of(command));
    }

    private int write(CommandLine commands, Path folder) {
        try {
            Path section = Files.createDirectories(folder.resolve("man1"));
            Files.writeString(section.resolve(ManPage.name(commands) + ".1"), ManPage.of(commands));
            for (CommandLine command : ManPage.below(commands)) {
                Files.writeString(section.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
            }
            serai.printer().talk("Written to " + section + ".");
            return Exit.DONE.status();
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "UNWRITABLE", "The folder " + folder + " cannot be written.", "");
        }
    }

    private int show(String page) {
        if (serai.surroundings().isOutTerminal() && opens(page)) {
            return Exit.DONE.status();
        }
        serai.printer().line(page.stripTrailing());
        return Exit.DONE.status();
    }

    /** Whether man(1) is there and has shown it. */
    private static boolean opens(String page) {
        try {
            Path file = Files.createTempFile("serai", ".1");
            try {
                Files.writeString(file, page);
                return new ProcessBuilder("man", "-l", file.toString())
                                .inheritIO()
                                .start()
                                .waitFor()
                        == 0;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
