package io.serai.cli;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands right under {@code serai}, in the order of its help. To make all of them takes longer than what most of them
 * do, so a command line is made of those that are typed.
 */
final class Nouns {
    private static final List<Class<?>> ALL = List.of(
            StatusCommand.class,
            DoctorCommand.class,
            TopCommand.class,
            ConsoleCommand.class,
            RunCommand.class,
            ImportCommand.class,
            ProfileCommand.class,
            IdentityCommand.class,
            HouseholdCommand.class,
            AccountCommand.class,
            TraitCommand.class,
            SegmentCommand.class,
            ExportCommand.class,
            InsightCommand.class,
            SyncCommand.class,
            DestinationCommand.class,
            SourceCommand.class,
            RouteCommand.class,
            AlertCommand.class,
            MappingCommand.class,
            ConnectorCommand.class,
            DeadLetterCommand.class,
            SuppressionCommand.class,
            PrivacyCommand.class,
            KeyCommand.class,
            AccessCommand.class,
            AuditCommand.class,
            DefinitionCommand.class,
            SecretCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            StopCommand.class,
            ContextCommand.class,
            CompletionCommand.class,
            ManCommand.class);

    private Nouns() {}

    /** All of them, with what is under them. */
    static void addAll(CommandLine root) {
        ALL.forEach(root::addSubcommand);
    }

    /** Those whose names are among the words; without any, what the help and who mistypes one needs of all. */
    static void addTyped(CommandLine root, Set<String> words) {
        List<Class<?>> typed =
                ALL.stream().filter(noun -> words.contains(about(noun).name())).toList();
        typed.forEach(root::addSubcommand);
        if (typed.isEmpty()) {
            ALL.forEach(noun -> root.addSubcommand(named(about(noun))));
        }
    }

    private static Command about(Class<?> noun) {
        return Objects.requireNonNull(noun.getAnnotation(Command.class), "every noun is a command");
    }

    private static CommandSpec named(Command about) {
        CommandSpec spec = CommandSpec.create().name(about.name());
        spec.usageMessage().description(about.description());
        return spec;
    }
}
