package io.serai.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.ReferencePage;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes the shapes of the files: a JSON Schema for editors and a reference page for people, one each a kind. */
public final class ConfigSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<Kind, Shape> shapes;

    public ConfigSchemas(ConfigReader reader) {
        this.shapes = reader.shapes();
    }

    /**
     * Writes KIND.schema.json and KIND.md into a folder.
     *
     * @throws SeraiException CONFIG_UNREADABLE if it cannot be written
     */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Kind, Shape> shape : shapes.entrySet()) {
                String word = shape.getKey().word();
                Files.writeString(
                        folder.resolve(word + ".schema.json"),
                        schema(shape.getKey()).toPrettyString() + "\n");
                Files.writeString(folder.resolve(word + ".md"), page(shape.getKey()));
            }
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE, "The folder " + folder + " cannot be written. Check its rights.", e);
        }
    }

    /** The JSON Schema of a kind of file. */
    public ObjectNode schema(Kind kind) {
        return shape(kind).jsonSchema().put("$schema", DIALECT);
    }

    private Shape shape(Kind kind) {
        Shape shape = shapes.get(kind);
        if (shape == null) {
            throw new IllegalStateException("no shape for " + kind);
        }
        return shape;
    }

    /** The reference page of a kind of file, in Markdown. */
    public String page(Kind kind) {
        return new ReferencePage("`" + kind.word() + ":` files")
                .keys(shape(kind))
                .render();
    }
}
