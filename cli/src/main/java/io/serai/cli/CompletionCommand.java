package io.serai.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Completion in shells. */
@Command(
        name = "completion",
        description = "Writes a completion script for a shell.",
        subcommands = NamesCommand.class,
        footer = {
            "",
            "It completes commands and options, and asks the hub for names: of segments, syncs, sources and the like.",
            "",
            "Examples:",
            "  source <(serai completion bash)",
            "  source <(serai completion zsh)"
        })
@SuppressWarnings("NullAway.Init")
final class CompletionCommand {
    /** Around picocli's own function, which knows no names. Nothing may be read from the terminal meanwhile. */
    private static final String NAMES = """

            _serai_names() {
              _complete_serai "$@"
              local word=${COMP_WORDS[COMP_CWORD]} typed=("${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}")
              [[ ${#COMPREPLY[@]} == 0 && $word != -* ]] || return 0
              [[ ${COMP_WORDS[COMP_CWORD-1]} != --context ]] || typed=(context use)
              local names=$("${COMP_WORDS[0]}" completion names "${typed[@]}" 2>/dev/null </dev/null)
              COMPREPLY=($(compgen -W "$names" -- "$word"))
            }
            complete -F _serai_names -o default serai serai.sh serai.bash
            """;

    @ParentCommand
    private Serai serai;

    Serai serai() {
        return serai;
    }

    @Command(
            name = "bash",
            description = "The script for bash.",
            footer = {"", "Example:", "  source <(serai completion bash)"})
    int bash() {
        String script = AutoComplete.bash("serai", new Main(serai.surroundings()).commands());
        serai.printer().line(script + NAMES);
        return Exit.DONE.status();
    }

    @Command(
            name = "zsh",
            description = "The script for zsh, which only needs its bash layer first.",
            footer = {"", "Example:", "  source <(serai completion zsh)"})
    int zsh() {
        serai.printer().line("autoload -U +X bashcompinit && bashcompinit");
        return bash();
    }
}
