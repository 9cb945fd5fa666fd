package io.serai.connectors.filedrop;

import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A place that files are dropped into. Thread-safe: every sync writes files of its own. */
final class FileDropDestination implements Destination {
    static final int MAX_MEMBERS = 5_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Place place;
    private final FileForm form;
    private final String name;
    private final ConnectorContext context;

    FileDropDestination(Place place, FileForm form, String name, ConnectorContext context) {
        this.place = place;
        this.form = form;
        this.name = name;
        this.context = context;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.allOf(SyncMode.class), MAX_MEMBERS);
    }

    @Override
    public void check() {
        place.check();
    }

    @Override
    public List<Outcome> deliver(Delivery delivery) {
        delivery.refuseErasure();
        List<String> columns = new ArrayList<>(List.of("op"));
        columns.addAll(columns(delivery.namespace(), delivery.fields()));
        String file = name(delivery.sync(), context.clock().instant(), delivery.id());
        try (DroppedFile dropped = DroppedFile.begin(place, file, form, columns)) {
            for (Member member : delivery.members()) {
                List<Optional<Object>> row = new ArrayList<>();
                row.add(Optional.of(delivery.operation().word()));
                row.addAll(row(member, delivery.fields(), delivery.operation()));
                dropped.write(row);
            }
            dropped.commit();
            return Collections.nCopies(delivery.members().size(), new Outcome.Accepted());
        } catch (IOException e) {
            return again(delivery, ErrorCode.DESTINATION_FAILED);
        } catch (SeraiException e) {
            if (e.code().isRetriable()) {
                return again(delivery, e.code());
            }
            throw e;
        }
    }

    /** It may be there all the same; written again it says the same. */
    private static List<Outcome> again(Delivery delivery, ErrorCode code) {
        return Collections.nCopies(delivery.members().size(), new Outcome.Unknown(code));
    }

    @Override
    public Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        try {
            DroppedFile dropped = DroppedFile.begin(place, name(sync, moment, "all"), form, columns(namespace, fields));
            return new FileSnapshot(dropped, fields);
        } catch (IOException e) {
            throw failed();
        }
    }

    private final class FileSnapshot implements Snapshot {
        private final DroppedFile dropped;
        private final List<String> fields;

        FileSnapshot(DroppedFile dropped, List<String> fields) {
            this.dropped = dropped;
            this.fields = fields;
        }

        @Override
        public List<Outcome> add(Delivery page, boolean last) {
            try {
                for (Member member : page.members()) {
                    dropped.write(row(member, fields, Operation.ADD));
                }
                return Collections.nCopies(page.members().size(), new Outcome.Accepted());
            } catch (IOException e) {
                throw failed();
            }
        }

        @Override
        public void commit() {
            try {
                dropped.commitWithManifest();
            } catch (IOException e) {
                throw failed();
            }
        }

        @Override
        public void close() {
            try {
                dropped.close();
            } catch (IOException e) {
                throw failed();
            }
        }
    }

    private static List<String> columns(String namespace, List<String> fields) {
        List<String> columns = new ArrayList<>(List.of(namespace));
        columns.addAll(fields);
        return columns;
    }

    /** A removal names the member and nothing more. */
    private static List<Optional<Object>> row(Member member, List<String> fields, Operation operation) {
        List<Optional<Object>> row = new ArrayList<>();
        row.add(Optional.of(member.identifier()));
        for (String field : fields) {
            Optional<Object> value = member.fields().getOrDefault(field, Optional.empty());
            row.add(operation == Operation.ADD ? value : Optional.empty());
        }
        return row;
    }

    private String name(String sync, Instant moment, String id) {
        return name.replace("{sync}", sync)
                .replace("{time}", TIME.format(moment))
                .replace("{id}", id);
    }

    private SeraiException failed() {
        return new SeraiException(
                ErrorCode.DESTINATION_FAILED,
                "A file for " + Side.DESTINATION.named(context.name()) + " cannot be written. Check rights and space.");
    }

    @Override
    public void close() {
        place.close();
    }
}
