package io.serai.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.raw.JsonRecord;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;

/** A schema and short ways to mappings and records, for tests. */
final class Examples {
    static final ProfileSchema SCHEMA = schema();

    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    private static ProfileSchema schema() {
        Problems problems = new Problems();
        ProfileSchema schema = Document.parse("schema.yaml", """
                        schema: profile
                        default_region: DE
                        traits:
                          first_name: { type: name }
                          full_name: { type: name }
                          birth_date: { type: date }
                          country: { type: country }
                          language: { type: language }
                          interests: { type: list, survivorship: union }
                          score: { type: decimal }
                          visits: { type: whole }
                          lifetime_value: { type: money, currency: EUR }
                          subscribed: { type: boolean }
                          seen_at: { type: datetime }
                          nickname: { type: string, max_length: 5 }
                        identifiers: { email: email, phone: phone, user_id: string }
                        consents: [email_marketing]
                        events:
                          order_completed: { properties: { revenue: decimal, sku: string } }
                          page_view: { properties: { url: string, session: whole } }
                        """, problems)
                .flatMap(root -> ProfileSchemaReader.read(root, problems))
                .orElseThrow(() -> new AssertionError(problems.list()));
        return schema;
    }

    static Mapping mapping(String yaml) {
        Problems problems = new Problems();
        return read(yaml, problems).orElseThrow(() -> new AssertionError(problems.list()));
    }

    static java.util.Optional<Mapping> read(String yaml, Problems problems) {
        return Document.parse("mapping.yaml", yaml, problems)
                .flatMap(root -> MappingReader.read(root, SCHEMA, problems));
    }

    static JsonRecord json(String text) {
        try {
            return new JsonRecord(JSON.readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
