package io.serai.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes a completion script. */
@Command(
        name = "completion",
        description = "Writes a completion script for a shell.",
        footer = {"", "Examples:", "  source <(serai completion bash)", "  source <(serai completion zsh)"})
@SuppressWarnings("NullAway.Init")
final class CompletionCommand implements Callable<Integer> {
    /** The shells; named as typed. */
    enum Shell {
        bash,
        zsh
    }

    @ParentCommand
    private Serai serai;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("serai", new Main(serai.surroundings()).commands());
        // picocli's script speaks bash and zsh; zsh only needs its bash layer first.
        String preamble = shell == Shell.zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        serai.printer().line(preamble + script);
        return Exit.DONE.status();
    }
}
