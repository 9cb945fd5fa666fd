package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every record up to five times, in any order, old versions after new ones, in several files. */
@Tag("any-store")
class RepeatedInputIT {
    @TempDir
    private Path folder;

    @Test
    void whatComesOftenAndOutOfOrderCountsOnce() {
        // Given
        People people = new People(Seed.next(RepeatedInputIT.class));
        List<Row> rows = people.born(200);
        List<Row> all = new ArrayList<>(rows);
        all.addAll(people.changed(rows));
        all.addAll(people.changed(rows.subList(0, rows.size() / 2)));
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            List<Row> input = people.repeated(all, 5);
            int half = input.size() / 2;
            site.drop("contacts-a.csv", People.csv(input.subList(0, half)));
            site.drop("contacts-b.csv", People.csv(input.subList(half, input.size())));
            // When
            site.start();
            checker.converges(Model.of(all));
            // Then
            assertThat(checker.imports().stream()
                            .mapToLong(run -> run.imported().read()))
                    .containsExactlyInAnyOrder((long) half, (long) input.size() - half);
        }
    }
}
