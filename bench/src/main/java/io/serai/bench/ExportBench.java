package io.serai.bench;

import io.serai.export.ExportStream;
import io.serai.export.Exports;
import io.serai.export.ProfileSelection;
import io.serai.export.Table;
import io.serai.format.TableFormats;
import io.serai.identity.Identity;
import io.serai.profile.ProfileColumns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An export of everyone's open traits to nowhere, against a bare SELECT of the same columns, streamed. */
final class ExportBench {
    private static final int FETCH = 1_000;

    private final Identity identity;
    private final List<String> fields = new ArrayList<>(List.of("id", "first_seen", "last_seen"));
    private final String columns;

    ExportBench(Identity identity) {
        this.identity = identity;
        List<String> names = new ArrayList<>(fields);
        ProfileColumns.open(identity.schema()).forEach(trait -> {
            fields.add(trait.name());
            names.add(ProfileColumns.trait(trait.name()));
        });
        this.columns = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Profiles per second. */
    double bare() throws SQLException {
        long begin = System.nanoTime();
        long rows = 0;
        try (Connection connection = identity.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet found =
                    statement.executeQuery("SELECT " + columns + " FROM profile WHERE redirect_to IS NULL")) {
                int width = found.getMetaData().getColumnCount();
                for (; found.next(); rows++) {
                    for (int i = 1; i <= width; i++) {
                        found.getString(i);
                    }
                }
            }
        }
        return rows / seconds(begin);
    }

    /** Profiles per second. */
    double export(TableFormats format, long profiles) throws IOException {
        long begin = System.nanoTime();
        Table table = new Exports(identity).profiles(new ProfileSelection(Optional.empty(), fields), false);
        try (InputStream file = ExportStream.begin(table, format)) {
            file.transferTo(OutputStream.nullOutputStream());
        }
        return profiles / seconds(begin);
    }

    long profiles() {
        return identity.database()
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM profile WHERE redirect_to IS NULL")
                        .mapTo(Long.class)
                        .one());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
