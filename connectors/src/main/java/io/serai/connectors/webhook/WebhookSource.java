package io.serai.connectors.webhook;

import io.serai.document.Node;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whoever can sign. Nothing is open here. Thread-safe. */
record WebhookSource(Signature signature) implements Source {
    /** There is nothing to reach: the sender reaches us. */
    @Override
    public void check() {}

    @Override
    public List<DiscoveredStream> discover(int samples) {
        return List.of();
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        FormatOptions format = FormatOptions.of(settings).orElse(FormatOptions.DEFAULT);
        return (SourceStream.Pushed) (headers, body) -> {
            signature.check(headers, body);
            return records(headers, body, format);
        };
    }

    /** A record that cannot be read is kept for a person; a body that as a whole cannot be read is the sender's. */
    private static List<RawItem> records(
            Function<String, Optional<String>> headers, byte[] body, FormatOptions format) {
        List<RawItem> items = new ArrayList<>();
        try (RecordStream records = Formats.open(new ByteArrayInputStream(body), fileName(headers), format)) {
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                items.add(item.get());
            }
        }
        if (items.stream().noneMatch(RawItem.Read.class::isInstance) || isBroken(items.get(items.size() - 1))) {
            throw new SeraiException(
                    ErrorCode.RECORD_MALFORMED,
                    "The body holds no records, or breaks off. Send a JSON object, an array of them, or one a line.");
        }
        return items;
    }

    private static boolean isBroken(RawItem last) {
        return last instanceof RawItem.Unreadable bad && bad.code() == ErrorCode.FILE_UNREADABLE;
    }

    private static String fileName(Function<String, Optional<String>> headers) {
        String type = headers.apply("content-type").orElse("");
        boolean lines = type.contains("ndjson") || type.contains("jsonl") || type.contains("json-seq");
        return lines ? "body.jsonl" : type.contains("csv") ? "body.csv" : "body.json";
    }

    @Override
    public void close() {}
}
