package io.serai.crm;

import io.serai.config.ConfigReader;
import io.serai.config.HubConfig;
import io.serai.config.SourceDefinition;
import io.serai.connector.ConnectorContext;
import io.serai.connectors.Installed;
import io.serai.connectors.JdkTransport;
import io.serai.mapping.Mapping;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.store.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source as its how-to page describes it, pointed at a simulator. */
final class SourceKit {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    static final Map<String, String> SECRETS = Map.of(
            "HUBSPOT_TOKEN", "t0", "PIPEDRIVE_TOKEN", "p0", "DYNAMICS_SECRET", "d0", "SF_SECRET", "s0", "SF_KEY", "k0");

    final HubConfig config;
    final Source source;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final TestClock clock = new TestClock(Instant.parse("2026-11-20T12:00:00Z"));

    /** What a read came to. */
    record Read(List<String> records, Optional<String> cursor) {}

    /**
     * @param page the how-to page
     * @param replaced what is written otherwise in its YAML: addresses
     */
    SourceKit(String page, Map<String, String> replaced, Map<String, String> environment) {
        Map<String, String> texts = new HashMap<>();
        texts.put("schema.yaml", text(Path.of("../config/schema.yaml")));
        texts.put("identity.yaml", text(Path.of("../config/identity.yaml")));
        Matcher blocks = YAML.matcher(text(Path.of("../docs/how-to", page)));
        for (int number = 0; blocks.find(); number++) {
            String yaml = blocks.group(1);
            for (Map.Entry<String, String> one : replaced.entrySet()) {
                yaml = yaml.replace(one.getKey(), one.getValue());
            }
            texts.put("block" + number + ".yaml", yaml);
        }
        ConfigReader.Result read = new ConfigReader(new Installed(), environment).read(texts);
        config = read.flawless().orElseThrow(() -> new AssertionError(read.problems()));
        SourceDefinition definition = definition();
        source = definition.open(new ConnectorContext(definition.name(), clock, new JdkTransport(), pause -> {
            pauses.add(pause);
            clock.advance(pause);
        }));
    }

    SourceKit(String page, Map<String, String> replaced) {
        this(page, replaced, SECRETS);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceDefinition definition() {
        return config.sources().values().iterator().next();
    }

    SourceDefinition.Stream streamDefinition() {
        return definition().streams().values().iterator().next();
    }

    Mapping mapping() {
        return Optional.ofNullable(config.mappings().get(streamDefinition().mapping()))
                .orElseThrow();
    }

    SourceStream.Pulled stream() {
        SourceDefinition.Stream stream = streamDefinition();
        return (SourceStream.Pulled) source.stream(stream.name(), stream.settings());
    }

    RecordStream open(Optional<String> cursor) {
        return stream().read(cursor);
    }

    Read readAll(Optional<String> cursor) {
        return read(cursor, Integer.MAX_VALUE);
    }

    /** Reads so many records and leaves it at that, as if the hub had been stopped. */
    Read read(Optional<String> cursor, int most) {
        List<String> records = new ArrayList<>();
        try (RecordStream stream = open(cursor)) {
            while (records.size() < most) {
                Optional<RawItem> item = stream.next();
                if (item.isEmpty()) {
                    break;
                }
                records.add(
                        item.get() instanceof RawItem.Read read
                                ? read.record().toJson().toString()
                                : "unreadable");
            }
            return new Read(records, stream.cursor().or(() -> cursor));
        }
    }
}
