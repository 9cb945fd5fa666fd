package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.ProfileColumns;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the values of a trait are spread in a segment and over everyone. Numbers fall into bins that hold about a tenth of
 * everyone each, days and moments into months, anything else stands for itself.
 */
final class Distributions {
    private static final int BINS = 10;
    private static final int MOST_VALUES = 30;
    private static final String OTHER = "other";
    private static final List<String> COLUMNS =
            List.of("value", "members", "everyone", "of_members", "of_everyone", "index");

    private final Asking asking;
    private final ProfileSchema schema;

    Distributions(Asking asking, ProfileSchema schema) {
        this.asking = asking;
        this.schema = schema;
    }

    /** How many of the members and of everyone have a value. */
    private record Bucket(String value, long members, long everyone) {
        boolean isSmall() {
            return Crowd.isSmall(members) || Crowd.isSmall(everyone) || Crowd.isSmall(everyone - members);
        }
    }

    Insight of(String trait, String segment) {
        TraitDefinition definition = schema.trait(trait)
                .filter(known -> !known.pii())
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.USAGE,
                        "There is no trait of this name that is no personal data. There are "
                                + ProfileColumns.open(schema).stream()
                                        .map(TraitDefinition::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
        int number = asking.segment(segment);
        Instant at = asking.now();
        String column = "p.`" + ProfileColumns.trait(trait) + "`";
        return switch (definition.type()) {
            case WHOLE, DECIMAL, MONEY -> numbers(at, number, column);
            case DATE, DATETIME -> table(at, buckets(number, "DATE_FORMAT(" + column + ", '%Y-%m')", "value"));
            case LIST -> table(at, frequent(buckets(number, "item.value", "everyone DESC, value", items(column))));
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE, BOOLEAN ->
                table(at, frequent(buckets(number, column, "everyone DESC, value")));
        };
    }

    private static String items(String column) {
        return " JOIN JSON_TABLE(" + column + ", '$[*]' COLUMNS (value VARCHAR(255) PATH '$')) item";
    }

    private Insight numbers(Instant at, int segment, String column) {
        List<BigDecimal> edges = asking
                .list(
                        "SELECT MAX(value) FROM (SELECT " + column + " AS value, NTILE(" + BINS + ") OVER (ORDER BY "
                                + column + ") AS bin FROM profile p WHERE p.redirect_to IS NULL AND " + column
                                + " IS NOT NULL) values_in_bins GROUP BY bin ORDER BY 1",
                        Map.of(),
                        row -> row.getBigDecimal(1).stripTrailingZeros())
                .stream()
                .distinct()
                .toList();
        if (edges.isEmpty()) {
            return table(at, List.of());
        }
        String bin = edges.stream()
                .map(edge -> "WHEN " + column + " <= " + edge.toPlainString() + " THEN " + edges.indexOf(edge))
                .collect(Collectors.joining(" ", "CASE ", " ELSE " + (edges.size() - 1) + " END"));
        List<Bucket> bins = buckets(segment, bin, "CAST(value AS INT)");
        return table(
                at,
                bins.stream()
                        .map(one ->
                                new Bucket(name(edges, Integer.parseInt(one.value())), one.members(), one.everyone()))
                        .toList());
    }

    /** The lowest value is nobody's business either: a bin is told by its upper edge and that of the one before. */
    private static String name(List<BigDecimal> edges, int bin) {
        String upper = "up to " + edges.get(bin).toPlainString();
        return bin == 0 ? upper : "over " + edges.get(bin - 1).toPlainString() + " " + upper;
    }

    private List<Bucket> buckets(int segment, String value, String order) {
        return buckets(segment, value, order, "");
    }

    private List<Bucket> buckets(int segment, String value, String order, String join) {
        return asking.list(
                "SELECT CAST(" + value + " AS CHAR) AS value, COUNT(m.profile_id) AS members, COUNT(*) AS everyone"
                        + " FROM profile p LEFT JOIN membership m ON m.segment_id = " + segment
                        + " AND m.profile_id = p.id" + join + " WHERE p.redirect_to IS NULL GROUP BY value"
                        + " HAVING value IS NOT NULL ORDER BY " + order,
                Map.of(),
                row -> new Bucket(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private static List<Bucket> frequent(List<Bucket> buckets) {
        return IntStream.range(0, buckets.size())
                .mapToObj(i -> i < MOST_VALUES
                        ? buckets.get(i)
                        : new Bucket(
                                OTHER, buckets.get(i).members(), buckets.get(i).everyone()))
                .toList();
    }

    private static Insight table(Instant at, List<Bucket> buckets) {
        long members = buckets.stream().mapToLong(Bucket::members).sum();
        long everyone = buckets.stream().mapToLong(Bucket::everyone).sum();
        List<Bucket> shown = new ArrayList<>();
        List<Bucket> rest = new ArrayList<>();
        buckets.forEach(one -> (one.isSmall() || one.value().equals(OTHER) ? rest : shown).add(one));
        if (!rest.isEmpty()) {
            shown.add(new Bucket(
                    OTHER,
                    rest.stream().mapToLong(Bucket::members).sum(),
                    rest.stream().mapToLong(Bucket::everyone).sum()));
        }
        return new Insight(
                at,
                COLUMNS,
                shown.stream().map(one -> row(one, members, everyone)).toList());
    }

    private static Map<String, Object> row(Bucket bucket, long members, long everyone) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("value", bucket.value());
        row.put("members", bucket.members());
        row.put("everyone", bucket.everyone());
        Shares.put(row, "of_members", bucket.members(), members);
        Shares.put(row, "of_everyone", bucket.everyone(), everyone);
        Shares.index(row, "index", bucket.members(), members, bucket.everyone(), everyone);
        return row;
    }
}
