package io.serai.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Who asks. */
@Command(
        name = "access",
        description = "Whom the hub takes you for, and what you may.",
        footer = {
            "",
            "'serai context show' says where the token comes from.",
            "",
            "Examples:",
            "  serai access",
            "  serai access --context prod -o json"
        })
@SuppressWarnings("NullAway.Init")
final class AccessCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        serai.printer().one(serai.api().get("/api/v1/access"), "caller");
        return Exit.DONE.status();
    }
}
