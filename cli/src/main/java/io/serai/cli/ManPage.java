package io.serai.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as a page of the manual, in the macros that man pages are written in (man(7)), from the model that
 * {@code --help} is written from. The options of all commands are on the page of {@code serai} alone.
 */
final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** The name of a page, such as {@code serai-sync}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** The commands under one, each once and by name. */
    static List<CommandLine> below(CommandLine command) {
        return new LinkedHashSet<>(command.getSubcommands().values())
                .stream()
                        .sorted(Comparator.comparing(CommandLine::getCommandName))
                        .toList();
    }

    /** The page of {@code serai}, or of a command right under it with all that is under that. */
    static String of(CommandLine command) {
        ManPage page = new ManPage();
        CommandSpec spec = command.getCommandSpec();
        boolean root = spec.parent() == null;
        page.macro(".TH " + escaped(name(command)).toUpperCase(Locale.ROOT) + " 1 \"\" Serai \"Serai Manual\"");
        page.macro(".SH NAME");
        page.line(name(command) + " - " + String.join(" ", spec.usageMessage().description()));
        page.macro(".SH SYNOPSIS");
        page.macro(synopsis(spec, root));
        if (root) {
            page.pages(command);
        } else {
            page.commands(command);
        }
        page.footer(spec, ".SH NOTES");
        page.macro(".SH SEE ALSO");
        page.macro(root ? ".BR man (1)" : ".BR serai (1),\nfor the options of all commands");
        return page.text.toString();
    }

    private void pages(CommandLine root) {
        macro(".SH COMMANDS");
        below(root)
                .forEach(command -> term(
                        "\\fB" + escaped(name(command)) + "\\fR(1)",
                        command.getCommandSpec().usageMessage().description()));
        macro(".SH OPTIONS OF ALL COMMANDS");
        arguments(root.getCommandSpec(), true);
    }

    private void commands(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (!options(spec, false).isEmpty() || !spec.positionalParameters().isEmpty()) {
            macro(".SH OPTIONS");
            arguments(spec, false);
        }
        if (!command.getSubcommands().isEmpty()) {
            macro(".SH COMMANDS");
        }
        leaves(command).forEach(leaf -> {
            macro(".SS " + escaped(leaf.getCommandSpec().qualifiedName(" ")));
            macro(synopsis(leaf.getCommandSpec(), false));
            macro(".PP");
            line(String.join(" ", leaf.getCommandSpec().usageMessage().description()));
            arguments(leaf.getCommandSpec(), false);
            footer(leaf.getCommandSpec(), ".PP");
        });
    }

    private static List<CommandLine> leaves(CommandLine command) {
        List<CommandLine> leaves = new ArrayList<>();
        for (CommandLine child : below(command)) {
            leaves.addAll(child.getSubcommands().isEmpty() ? List.of(child) : leaves(child));
        }
        return leaves;
    }

    private static String synopsis(CommandSpec spec, boolean inherited) {
        List<String> words = new ArrayList<>(List.of("\\fB" + escaped(spec.qualifiedName(" ")) + "\\fR"));
        options(spec, inherited).forEach(option -> {
            String word = "\\fB" + escaped(option.longestName()) + "\\fR" + value(option);
            words.add(option.required() ? word : "[" + word + "]");
        });
        spec.positionalParameters().forEach(one -> {
            String word = "\\fI" + escaped(one.paramLabel()) + "\\fR";
            words.add(one.arity().min() == 0 ? "[" + word + "]" : word);
        });
        if (!spec.subcommands().isEmpty()) {
            words.add("\\fICOMMAND\\fR");
        }
        return String.join("\n", words);
    }

    private static List<OptionSpec> options(CommandSpec spec, boolean inherited) {
        return spec.options().stream()
                .filter(option -> inherited || !option.inherited())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    private void arguments(CommandSpec spec, boolean inherited) {
        for (PositionalParamSpec one : spec.positionalParameters()) {
            term("\\fI" + escaped(one.paramLabel()) + "\\fR", one.description());
        }
        for (OptionSpec option : options(spec, inherited)) {
            String names = Arrays.stream(option.names())
                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            term(names + value(option), option.description());
        }
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private void term(String term, String... description) {
        macro(".TP");
        macro(term);
        line(String.join(" ", description));
    }

    /** What stands below the options in the help: indented lines are to be typed, others are sentences. */
    private void footer(CommandSpec spec, String heading) {
        String next = heading;
        boolean typed = false;
        for (String line : spec.usageMessage().footer()) {
            boolean type = line.startsWith("  ");
            if (typed && !type) {
                macro(".fi\n.RE");
                typed = false;
            }
            if (line.isBlank()) {
                next = next.isEmpty() ? ".PP" : next;
                continue;
            }
            if (!next.isEmpty()) {
                macro(next);
                next = "";
            }
            if (type && !typed) {
                macro(".RS\n.nf");
                typed = true;
            }
            line(line.strip());
        }
        if (typed) {
            macro(".fi\n.RE");
        }
    }

    private void macro(String line) {
        text.append(line).append('\n');
    }

    private void line(String words) {
        String escaped = escaped(words);
        // A line that begins so would be a macro.
        text.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped)
                .append('\n');
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-");
    }
}
