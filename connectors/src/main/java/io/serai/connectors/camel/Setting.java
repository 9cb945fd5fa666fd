package io.serai.connectors.camel;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One key of the options of a Camel connector.
 *
 * @param words what it may be, if that is a closed set
 * @param fallback its value where none is given
 */
record Setting(String name, String doc, Type type, boolean required, List<String> words, Optional<String> fallback) {
    enum Type {
        TEXT,
        WHOLE,
        DECIMAL,
        BOOL,
        SECRET
    }

    Setting {
        words = List.copyOf(words);
    }

    void addTo(ObjectShape.Builder options) {
        if (required && fallback.isEmpty()) {
            options.required(name, shape(), doc);
        } else {
            options.optional(
                    name,
                    shape(),
                    doc + fallback.map(value -> " " + value + " unless said.").orElse(""));
        }
    }

    private Shape shape() {
        return switch (type) {
            case SECRET -> Shape.secret();
            case BOOL -> Shape.bool();
            case WHOLE -> Shape.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> Shape.decimal();
            case TEXT -> words.isEmpty() ? Shape.text() : Shape.oneOf(words);
        };
    }

    static ObjectShape shape(List<Setting> settings) {
        ObjectShape.Builder options = Shape.object("options");
        settings.forEach(setting -> setting.addTo(options));
        return options.build();
    }
}
