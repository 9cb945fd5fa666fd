package io.serai.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Imports one file of the hub's machine. */
@Command(
        name = "import",
        description = "Imports a file of the hub's machine and waits for the end.",
        footer = {
            "",
            "Exit status 3: the import finished, but some records were invalid; they are dead letters.",
            "",
            "Examples:",
            "  serai import customers.csv --mapping crm-customer",
            "  serai import till.jsonl.gz --mapping till-order --source till --stream orders",
            "  serai import export.txt --mapping crm-customer --format csv --delimiter tab --encoding windows-1252"
        })
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Parameters(paramLabel = "FILE", description = "CSV, JSON or JSON Lines; plain, gzip or zip.")
    private Path file;

    @Option(names = "--mapping", required = true, paramLabel = "NAME", description = "The mapping to read it by.")
    private String mapping;

    @Option(names = "--source", paramLabel = "NAME", description = "The source it counts as; 'import' unless said.")
    private Optional<String> source;

    @Option(names = "--stream", paramLabel = "NAME", description = "Its stream; the mapping's name unless said.")
    private Optional<String> stream;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, json or jsonl; by the name unless said.")
    private Optional<String> format;

    @Option(names = "--delimiter", paramLabel = "C", description = "CSV: one character or 'tab'; found unless said.")
    private Optional<String> delimiter;

    @Option(names = "--encoding", paramLabel = "NAME", description = "utf-8 unless said, or the file has a mark.")
    private Optional<String> encoding;

    @Option(names = "--path", paramLabel = "PATH", description = "JSON: where the records are, such as data.records.")
    private Optional<String> path;

    @Option(names = "--again", description = "Reads it even if this content was imported before.")
    private boolean again;

    @Mixin
    private Waiting waiting;

    @Override
    public Integer call() {
        Path absolute = serai.surroundings().directory().resolve(file).normalize();
        ObjectNode body = Api.body().put("file", absolute.toString()).put("mapping", mapping);
        source.ifPresent(name -> body.put("source", name));
        stream.ifPresent(name -> body.put("stream", name));
        ObjectNode options = Api.body();
        format.ifPresent(word -> options.put("format", word));
        delimiter.ifPresent(word -> options.put("delimiter", word));
        encoding.ifPresent(word -> options.put("encoding", word));
        path.ifPresent(word -> options.put("path", word));
        if (again) {
            body.put("again", true);
        }
        if (!options.isEmpty()) {
            body.set("format", options);
        }
        OptionalLong expected = Estimate.records(absolute);
        return new Runs(serai).follow(serai.api().post("/api/v1/imports", body), waiting.isOn(), expected);
    }
}
