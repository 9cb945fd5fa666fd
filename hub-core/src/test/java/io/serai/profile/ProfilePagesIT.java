package io.serai.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.crypto.Keyring;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.error.SeraiException;
import io.serai.profile.ProfilePages.Filter;
import io.serai.profile.ProfilePages.Page;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of more profiles than a filter looks at. */
class ProfilePagesIT {
    /** As many as the property {@code serai.profiles} says; one in a change of 5,000. */
    private static final int PROFILES = Integer.getInteger("serai.profiles", 50_000);

    private static Database database;
    private static ProfilePages pages;

    @BeforeAll
    static void fill() {
        database = TestServer.fresh();
        ProfileSchema schema = schema("city: { type: string }, age: { type: whole }, name: { type: name, pii: true }");
        // Nothing is sealed in these rows, so nothing sealed is read.
        ProfileSchema open = schema("city: { type: string }, age: { type: whole }");
        ProfileColumns.ensure(database, schema);
        Keyring keyring = Keyring.of(Keyring.generate());
        Vocabulary vocabulary = new Vocabulary(database, List.of("name"));
        pages = new ProfilePages(schema, new ProfileStore(open, keyring, vocabulary));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO profile (id, redirect_to, changed, first_seen, last_seen, subjects, divided, sealed,"
                                + " t_city, t_age) SELECT seq, IF(seq % 10 = 0, 0, NULL), seq DIV 5000, NOW(6), NOW(6), 1,"
                                + " FALSE, '', IF(seq = 1, 'Köln', 'Bonn'), seq FROM seq_1_to_" + PROFILES));
    }

    private static ProfileSchema schema(String traits) {
        Problems problems = new Problems();
        return Document.parse(
                        "s",
                        "schema: profile\ndefault_region: DE\nidentifiers: {}\ntraits: { " + traits + " }",
                        problems)
                .flatMap(root -> ProfileSchemaReader.read(root, problems))
                .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Page page(Optional<String> after, Optional<Filter> filter, int most) {
        return database.read(handle -> pages.page(handle, after, filter, most));
    }

    private static List<Long> all(Optional<Filter> filter, int most) {
        List<Long> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page page = page(after, filter, most);
            page.profiles().forEach(profile -> ids.add(profile.id()));
            after = page.next();
        } while (after.isPresent());
        return ids;
    }

    @Test
    void pagesHaveEveryLiveProfileOnceTheLastChangedFirst() {
        // When
        List<Long> ids = all(Optional.empty(), 1_000);
        // Then
        assertThat(ids).hasSize(PROFILES - PROFILES / 10).doesNotHaveDuplicates();
        assertThat(ids.get(0) / 5_000).isEqualTo((PROFILES - 1) / 5_000);
        assertThat(ids.get(ids.size() - 1) / 5_000).isZero();
    }

    @Test
    void aFilterFindsWhoIsFarDownThoughItsFirstPageIsEmpty() {
        // Given
        Optional<Filter> rare = Optional.of(new Filter("city", "Köln", false));
        // When
        Page first = page(Optional.empty(), rare, 10);
        // Then
        assertThat(first.profiles()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(all(rare, 10)).containsExactly(1L);
        assertThat(all(Optional.of(new Filter("city", "Kö", true)), 10)).containsExactly(1L);
        assertThat(all(Optional.of(new Filter("age", "42", false)), 10)).containsExactly(42L);
    }

    @Test
    void whatCannotBeSearchedForIsRefused() {
        for (Filter filter : List.of(
                new Filter("name", "Ann", false),
                new Filter("age", "4", true),
                new Filter("age", "old", false),
                new Filter("none", "x", false))) {
            // Then
            assertThatThrownBy(() -> page(Optional.empty(), Optional.of(filter), 10))
                    .isInstanceOf(SeraiException.class);
        }
    }

    @Test
    void everyPageTakesAboutAsLong() {
        // Given
        Optional<String> middle = Optional.of(PROFILES / 10_000 + "-" + PROFILES / 2);
        Optional<Filter> rare = Optional.of(new Filter("city", "Köln", false));
        for (Optional<String> after : List.of(Optional.<String>empty(), middle)) {
            for (Optional<Filter> filter : List.of(Optional.<Filter>empty(), rare)) {
                // When
                long start = System.nanoTime();
                page(after, filter, 100);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                // Then
                assertThat(took).isLessThan(Duration.ofSeconds(5));
                System.out.println("a page of " + PROFILES + " took " + took.toMillis() + " ms");
            }
        }
    }
}
