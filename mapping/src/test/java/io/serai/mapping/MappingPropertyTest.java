package io.serai.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.mapping.MappingOutcome.Mapped;
import io.serai.normalise.NormaliseOptions;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normaliser;
import io.serai.normalise.Normalisers;
import io.serai.raw.JsonRecord;
import io.serai.schema.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Total on any JSON, deterministic, type-stable; normalisers idempotent. */
class MappingPropertyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("id", "e", "p", "f", "b", "c", "l", "i", "s", "v", "m", "items");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a@b.de",
            "+493012345678",
            "030 12345",
            "Germany",
            "1990-12-31",
            "2026-01-02T03:04:05Z",
            "1e400",
            "NaN",
            "12,5",
            "yes",
            "\u0000",
            "\uD800",
            "\u200B",
            "e\u0301",
            "\uFB01",
            "İ@İ.de",
            "\u1E9E",
            "x".repeat(3000),
            "granted",
            "DE",
            "1",
            "-0",
            "\u0345",
            "ſ",
            "0000000",
            "９",
            "a@ｅxample.com",
            "\u2126@b.de",
            "+1",
            "٣٤٥",
            "€5");

    private static final Mapping MAPPING = Examples.mapping("""
            mapping: m
            key: [id, 'items[0].id']
            observed_at: { from: v, format: epoch-ms, on_error: absent }
            identifiers: { email: e, phone: { from: p, region: c }, user_id: { from: i, keep: all } }
            traits:
              first_name: f
              full_name: { expr: "f & $string(s)" }
              birth_date: { from: b, on_error: "null" }
              country: c
              language: l
              interests: items
              score: s
              lifetime_value: m
              subscribed: { from: v, on_error: absent }
            consents: { email_marketing: { from: s, map: { yes: granted }, on_error: absent } }
            events:
              - { type: page_view, each: items, id: id, time: { from: $parent.v, format: epoch-ms }, properties: { url: f } }
            """);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private JsonNode json(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 8);
        return switch (kind) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextBoolean() ? Double.NaN : random.nextDouble() * 1e300);
            case 4 -> JSON.numberNode(new BigDecimal("1e" + random.nextInt(-9999, 9999)));
            case 5, 6, 7 -> JSON.textNode(text());
            case 8, 9 -> array(depth);
            default -> object(depth);
        };
    }

    private String text() {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        if (random.nextInt(3) == 0) {
            StringBuilder noise = new StringBuilder(text);
            for (int i = random.nextInt(6); i >= 0; i--) {
                noise.insert(random.nextInt(noise.length() + 1), (char) random.nextInt(0x10000));
            }
            return noise.toString();
        }
        return text;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(json(depth - 1));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(NAMES.size() + 1); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), json(depth - 1));
        }
        return object;
    }

    @Test
    void isTotalDeterministicAndTypeStable() {
        int mapped = 0;
        for (int i = 0; i < 30_000; i++) {
            JsonRecord record = new JsonRecord(random.nextInt(20) == 0 ? json(3) : object(3));
            MappingOutcome outcome = MAPPING.map(record);
            assertThat(MAPPING.map(record)).as("seed %s", seed).isEqualTo(outcome);
            if (outcome instanceof Mapped some) {
                mapped++;
                some.records().forEach(canonical -> canonical.traits().forEach(this::assertType));
            }
        }
        assertThat(mapped)
                .as("records that map, or the test says little; seed %s", seed)
                .isGreaterThan(200);
    }

    private void assertType(String trait, Optional<Object> value) {
        Class<?> type = Examples.SCHEMA.trait(trait).orElseThrow().type().javaType();
        value.ifPresent(
                given -> assertThat(given).as("seed %s, %s", seed, trait).isInstanceOf(type));
    }

    @Test
    void deepNestingDoesNotThrow() {
        // Given
        JsonNode deep = JSON.nullNode();
        for (int i = 0; i < 10_000; i++) {
            deep = random.nextBoolean()
                    ? JSON.arrayNode().add(deep)
                    : JSON.objectNode().set("f", deep);
        }

        // Then
        assertThat(MAPPING.map(new JsonRecord(JSON.objectNode().put("id", 1).set("f", deep))))
                .isInstanceOf(MappingOutcome.Invalid.class);
        assertThat(MAPPING.map(new JsonRecord(JSON.objectNode().put("id", 1).set("zzz", deep))))
                .isInstanceOf(MappingOutcome.Invalid.class);
        assertThat(MAPPING.map(new JsonRecord(deep))).isInstanceOf(MappingOutcome.Invalid.class);
    }

    @Test
    void normalisersAreIdempotent() {
        for (ValueType type : ValueType.values()) {
            NormaliseOptions options = new NormaliseOptions(
                    255, Optional.empty(), Optional.empty(), '.', type == ValueType.MONEY ? "EUR" : "");
            Normaliser normaliser = Normalisers.of(type, options);
            for (int i = 0; i < 20_000; i++) {
                String text = text();
                Normalised once = normaliser.normalise(text, "DE");
                if (once instanceof Normalised.Valid valid) {
                    assertThat(normaliser.normalise(valid.value().toString(), "DE"))
                            .as("%s, seed %s, text %s", type, seed, text)
                            .isEqualTo(once);
                }
            }
        }
    }
}
