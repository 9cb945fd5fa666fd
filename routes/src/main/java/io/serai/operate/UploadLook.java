package io.serai.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatGuess;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.operate.Uploads.Upload;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.record.CanonicalRecord;
import io.serai.schema.ProfileSchema;
import io.serai.source.DiscoveredStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an uploaded file holds, and what a mapping would make of it. Reads its first rows; stores nothing. */
public final class UploadLook {
    private static final int SAMPLES = 3;
    private static final int SHOWN = 20;

    private final Upload upload;
    private final FormatOptions format;

    /** @param format what was declared; what is guessed of its first bytes unless it says a format */
    public UploadLook(Upload upload, Optional<FormatOptions> format) {
        this.upload = upload;
        this.format = format.orElseGet(() -> FormatGuess.of(open(upload)));
    }

    /**
     * A field of the file's records.
     *
     * @param type whole, decimal, boolean, date, moment, email or text: what all its values are
     * @param filled in how many of the rows that were read it holds something
     * @param samples some of its values: personal data
     */
    public record Field(String path, String type, int filled, List<String> samples) {}

    /**
     * What the file holds.
     *
     * @param rows how many rows were read
     * @param whole whether those are all
     * @param mapping a mapping to begin with, as YAML
     */
    public record Found(int rows, boolean whole, List<Field> fields, List<RawItem.Unreadable> damage, String mapping) {}

    /**
     * What is wrong with a row.
     *
     * @param row counted from 1, the header not among them
     * @param field of the mapping; empty if the row could not be read
     */
    public record Fault(long row, ErrorCode code, String field, String reason) {}

    /**
     * What a mapping makes of the first rows.
     *
     * @param canonical how many records the rows that could be mapped became
     * @param records the first of them: personal data
     * @param faults the first of them
     */
    public record Trial(
            int read, int mapped, int invalid, int canonical, List<CanonicalRecord> records, List<Fault> faults) {}

    public FormatOptions format() {
        return format;
    }

    /** @param most how many rows are read */
    public Found found(ProfileSchema schema, int most) {
        List<RawRecord> records = new ArrayList<>();
        List<RawItem.Unreadable> damage = new ArrayList<>();
        int rows = 0;
        try (RecordStream stream = records()) {
            Optional<RawItem> item = stream.next();
            for (; item.isPresent() && rows < most; item = stream.next()) {
                rows++;
                if (item.get() instanceof RawItem.Read read) {
                    records.add(read.record());
                } else if (item.get() instanceof RawItem.Unreadable unreadable && damage.size() < SHOWN) {
                    damage.add(unreadable);
                }
            }
            DiscoveredStream discovered = new DiscoveredStream("upload", List.of(), "", records);
            String mapping = new MappingProposal(schema, discovered).yaml();
            return new Found(rows, item.isEmpty(), fields(records), damage, mapping);
        }
    }

    private static List<Field> fields(List<RawRecord> records) {
        List<JsonNode> trees = records.stream().map(RawRecord::toJson).toList();
        return MappingProposal.fields(records).stream()
                .map(path -> field(path, trees))
                .toList();
    }

    private static Field field(String path, List<JsonNode> trees) {
        List<String> values = trees.stream()
                .map(tree -> at(tree, path))
                .filter(value -> !value.isBlank())
                .toList();
        return new Field(
                path,
                ValueGuess.of(values),
                values.size(),
                values.stream().distinct().limit(SAMPLES).toList());
    }

    private static String at(JsonNode tree, String path) {
        if (tree.has(path)) {
            return tree.path(path).asText();
        }
        int dot = path.indexOf('.');
        return dot < 0 ? "" : at(tree.path(path.substring(0, dot)), path.substring(dot + 1));
    }

    /** @param most how many rows are read */
    public Trial attempt(Mapping mapping, int most) {
        List<CanonicalRecord> records = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int read = 0;
        int mapped = 0;
        int canonical = 0;
        try (RecordStream stream = records()) {
            for (Optional<RawItem> item = stream.next(); item.isPresent() && read < most; item = stream.next()) {
                read++;
                Optional<Fault> fault = fault(item.get());
                if (item.get() instanceof RawItem.Read row) {
                    MappingOutcome outcome = mapping.map(row.record());
                    if (outcome instanceof MappingOutcome.Mapped made) {
                        mapped++;
                        canonical += made.records().size();
                        made.records().stream().limit(SHOWN - records.size()).forEach(records::add);
                    } else if (outcome instanceof MappingOutcome.Invalid invalid) {
                        fault = Optional.of(
                                new Fault(row.position() + 1, invalid.code(), invalid.field(), invalid.reason()));
                    }
                }
                fault.filter(any -> faults.size() < SHOWN).ifPresent(faults::add);
            }
        }
        return new Trial(read, mapped, read - mapped, canonical, records, faults);
    }

    private static Optional<Fault> fault(RawItem item) {
        return item instanceof RawItem.Unreadable unreadable
                ? Optional.of(new Fault(unreadable.position() + 1, unreadable.code(), "", unreadable.reason()))
                : Optional.empty();
    }

    private RecordStream records() {
        return Formats.open(open(upload), upload.id(), format);
    }

    private static InputStream open(Upload upload) {
        try {
            return Files.newInputStream(upload.file());
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "The upload is not there any more. Send it again.", e);
        }
    }
}
