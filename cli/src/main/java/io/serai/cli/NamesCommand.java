package io.serai.cli;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Names that only the hub knows, or the file of contexts: what can follow on a command line that is half typed. */
@Command(
        name = "names",
        description = "Names that can come next, for the script: it asks the hub for a second, and says nothing else.",
        footer = {"", "Examples:", "  serai completion names sync run", "  serai completion names source cancel"})
@SuppressWarnings("NullAway.Init")
final class NamesCommand implements Callable<Integer> {
    /** Somebody waits at the keyboard. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A shell takes the rest of what a hub might answer for commands. */
    private static final Predicate<String> IS_PLAIN =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]*").asMatchPredicate();

    /** What lists them, and the field they stand in. */
    private record Place(String path, String field) {}

    private static final Place SEGMENTS = new Place("segments", "name");
    private static final Place SYNCS = new Place("syncs", "name");
    private static final Place TRAITS = new Place("traits", "name");
    private static final Place STREAMS = new Place("sources", "stream");

    /** By the label of a parameter, with its noun where it is not enough. */
    private static final Map<String, Place> PLACES = Map.ofEntries(
            entry("segment NAME", SEGMENTS),
            entry("segment NAME|FILE", SEGMENTS),
            entry("SEGMENT", SEGMENTS),
            entry("sync NAME", SYNCS),
            entry("SYNC", SYNCS),
            entry("trait NAME", TRAITS),
            entry("TRAIT", TRAITS),
            entry("STREAM", STREAMS),
            entry("SOURCE", STREAMS),
            entry("ROUTE", new Place("routes", "id")),
            entry("mapping NAME", new Place("mappings", "name")),
            entry("alert NAME", new Place("alerts", "name")),
            entry("key NAME", new Place("keys", "name")),
            entry("secret NAME", new Place("secrets", "name")),
            entry("connector NAME", new Place("connectors", "name")),
            entry("DESTINATION", new Place("destinations", "name")));

    @ParentCommand
    private CompletionCommand completion;

    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "What is typed so far.")
    private List<String> words;

    /** Options of the commands that are typed are words here. */
    @Spec
    void take(CommandSpec own) {
        spec = own;
        own.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        names().stream()
                .filter(IS_PLAIN)
                .distinct()
                .sorted()
                .forEach(completion.serai().printer()::line);
        return Exit.DONE.status();
    }

    private Collection<String> names() {
        try {
            String wanted = wanted(spec.root(), words);
            String noun = words.get(0);
            if (noun.equals("context") && wanted.equals("NAME")) {
                return Contexts.read(completion.serai().surroundings()).all().keySet();
            }
            return Optional.ofNullable(PLACES.get(wanted))
                    .or(() -> Optional.ofNullable(PLACES.get(noun + " " + wanted)))
                    .map(place -> asked(place, wanted))
                    .orElse(List.of());
        } catch (Failure e) {
            // Whoever presses a key to complete a word has asked for no error.
            return List.of();
        }
    }

    private List<String> asked(Place place, String wanted) {
        JsonNode answer = completion.serai().api(PATIENCE).get("/api/v1/" + place.path());
        return Printer.items(answer).stream()
                .map(item -> item.path(place.field()).asText())
                .map(name -> wanted.equals("SOURCE") ? name.replaceFirst("\\..*", "") : name)
                .toList();
    }

    /** The label of the parameter that comes next; empty if none does. */
    private static String wanted(CommandSpec root, List<String> words) {
        CommandSpec command = root;
        int position = 0;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            CommandLine verb = command.subcommands().get(word);
            OptionSpec option = command.findOption(word);
            if (verb != null) {
                command = verb.getCommandSpec();
            } else if (option != null && option.arity().max() > 0 && rest.hasNext()) {
                rest.next();
            } else if (!word.startsWith("-")) {
                position++;
            }
        }
        int next = position;
        return command.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(next))
                .map(parameter -> parameter.paramLabel())
                .findFirst()
                .orElse("");
    }
}
