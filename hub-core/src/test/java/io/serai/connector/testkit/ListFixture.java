package io.serai.connector.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import io.serai.source.SourceStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source of records in memory that keeps the contract, or breaks one rule of it. */
final class ListFixture implements SourceFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 10;

    private final @Nullable SourceRule broken;
    private final Stray stray = new Stray();
    private final List<RawRecord> log = new ArrayList<>();

    ListFixture(@Nullable SourceRule broken) {
        this.broken = broken;
    }

    private boolean breaks(SourceRule rule) {
        return broken == rule;
    }

    @Override
    public SourceKind kind() {
        return new Kind();
    }

    @Override
    public String options() {
        return "{ address: here, key: s3cr3t }";
    }

    @Override
    public String stream() {
        return "{ mapping: people }";
    }

    @Override
    public List<String> secrets() {
        return List.of("s3cr3t", "wr0ng");
    }

    @Override
    public void write(List<Map<String, String>> records) {
        records.forEach(record -> log.add(new JsonRecord(JSON.valueToTree(record))));
    }

    @Override
    public Optional<String> wrongAddress() {
        return Optional.of("{ address: nowhere, key: s3cr3t }");
    }

    @Override
    public Optional<String> wrongCredential() {
        return Optional.of("{ address: here, key: wr0ng }");
    }

    @Override
    public Optional<String> missingRight() {
        return Optional.of("{ address: here, key: guest }");
    }

    @Override
    public void close() {
        stray.close();
    }

    private final class Kind implements SourceKind {
        @Override
        public String name() {
            return "list";
        }

        @Override
        public ObjectShape options() {
            ObjectShape.Builder options = Shape.object("options");
            return (breaks(SourceRule.A_MISSING_OPTION_IS_NAMED)
                            ? options.optional("address", Shape.text(), "Where.")
                            : options.required("address", Shape.text(), "Where."))
                    .required("key", Shape.secret(), "The key.")
                    .build();
        }

        @Override
        public ObjectShape stream() {
            return SourceKind.streamOf("a stream of a list").build();
        }

        @Override
        public void check(Node stream, Problems problems) {}

        @Override
        public Source open(Settings options, ConnectorContext context) {
            if (breaks(SourceRule.NO_THREAD_OUTLIVES_CLOSING)) {
                stray.start();
            }
            return new ListSource(options);
        }
    }

    private final class ListSource implements Source {
        private final Settings options;
        private final String address;
        private final Reads reads = new Reads("list");
        private boolean closed;

        ListSource(Settings options) {
            this.options = options;
            this.address = options.require("address");
        }

        @Override
        public void check() {
            String key = options.secret("key").orElseThrow().reveal();
            boolean swapped = breaks(SourceRule.A_WRONG_ADDRESS_IS_TOLD_FROM_A_WRONG_KEY);
            if (!address.equals("here")) {
                throw new SeraiException(
                        swapped ? ErrorCode.SOURCE_REFUSED_CREDENTIAL : ErrorCode.SOURCE_UNREACHABLE,
                        "There is no list at that address. Check 'address'.");
            }
            if (key.equals("guest")) {
                boolean mistaken = breaks(SourceRule.A_MISSING_RIGHT_IS_TOLD_FROM_A_WRONG_KEY);
                throw new SeraiException(
                        mistaken ? ErrorCode.SOURCE_REFUSED_CREDENTIAL : ErrorCode.SOURCE_FORBIDDEN,
                        "The list does not let guests read. Use another key.");
            }
            if (!key.equals("s3cr3t")) {
                String shown = breaks(SourceRule.SECRETS_ARE_NEVER_SHOWN) ? key : "***";
                throw new SeraiException(
                        ErrorCode.SOURCE_REFUSED_CREDENTIAL, "The list refuses the key " + shown + ". Check 'key'.");
            }
        }

        @Override
        public List<DiscoveredStream> discover(int samples) {
            int shown = breaks(SourceRule.DISCOVERY_SHOWS_FIELDS) ? log.size() : Math.min(samples, log.size());
            return List.of(new DiscoveredStream("people", List.of(), "id", log.subList(0, shown)));
        }

        @Override
        public SourceStream stream(String name, Node settings) {
            return (SourceStream.Pulled) cursor -> {
                RecordStream records = new ListStream(
                        breaks(SourceRule.WHAT_COMES_LATER_IS_YIELDED_LATER) && cursor.isPresent()
                                ? log.size()
                                : cursor.map(Integer::parseInt).orElse(0));
                return breaks(SourceRule.CLOSING_ENDS_A_READ) ? records : reads.of(records);
            };
        }

        @Override
        public void close() {
            if (closed && breaks(SourceRule.CLOSING_TWICE_IS_HARMLESS)) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            reads.close();
        }
    }

    /** The cursor is the start of the page at hand. */
    private final class ListStream implements RecordStream {
        private final int from;
        private int at;

        ListStream(int from) {
            this.from = from;
            this.at = from;
        }

        @Override
        public Optional<RawItem> next() {
            if (log.isEmpty() && at == 0 && breaks(SourceRule.NOTHING_YIELDS_NOTHING)) {
                at++;
                return Optional.of(new RawItem.Read(0, new JsonRecord(JSON.createObjectNode())));
            }
            int end = breaks(SourceRule.EVERY_RECORD_IS_YIELDED) ? log.size() - 1 : log.size();
            if (at >= end) {
                return Optional.empty();
            }
            int first = breaks(SourceRule.POSITIONS_COUNT_FROM_ZERO) ? 1 : 0;
            RawItem item = new RawItem.Read(first + at - from, log.get(at));
            at++;
            return Optional.of(item);
        }

        @Override
        public Optional<String> cursor() {
            int page = at / PAGE * PAGE;
            return Optional.of(Integer.toString(breaks(SourceRule.NO_CURSOR_LOSES_A_RECORD) ? page + PAGE : page));
        }

        @Override
        public void close() {}
    }
}
