package io.serai.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, compiled once; each evaluation is bounded in time and depth. The record is the context, {@code
 * $parent} what an element belongs to. Functions whose answer changes from call to call are refused, for a mapping must
 * give the same for the same record.
 */
final class Expression {
    private static final long MAX_MILLIS = 1_000;
    private static final int MAX_DEPTH = 200;
    private static final Pattern UNSTEADY = Pattern.compile("\\$(now|millis|random|shuffle|eval)\\b");

    private final Jsonata compiled;

    private Expression(Jsonata compiled) {
        this.compiled = compiled;
    }

    /**
     * @throws SeraiException {@link ErrorCode#CONFIG_INVALID} if the text is no expression or may not be used
     */
    static Expression compile(String text) {
        if (UNSTEADY.matcher(text).find()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID, "$now, $millis, $random, $shuffle and $eval cannot be used in a mapping");
        }
        try {
            Jsonata compiled = Jsonata.jsonata(text);
            compiled.setOutputConvertNulls(false);
            return new Expression(compiled);
        } catch (RuntimeException e) {
            throw new SeraiException(ErrorCode.CONFIG_INVALID, "not a JSONata expression: " + e.getMessage(), e);
        }
    }

    /**
     * A missing node when the expression finds nothing.
     *
     * @throws SeraiException {@link ErrorCode#EXPRESSION_FAILED} or {@link ErrorCode#RECORD_TOO_LARGE}
     */
    JsonNode evaluate(Scope scope) {
        Object input = JsonValues.toPlain(scope.record().toJson());
        Jsonata.Frame frame = compiled.createFrame();
        frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
        Optional<Scope> parent = scope.parent();
        if (parent.isPresent()) {
            frame.bind("parent", JsonValues.toPlain(parent.get().record().toJson()));
        }
        try {
            return answer(compiled.evaluate(input, frame));
        } catch (JException e) {
            throw new SeraiException(ErrorCode.EXPRESSION_FAILED, "the expression failed (" + e.getError() + ")");
        } catch (SeraiException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SeraiException(ErrorCode.EXPRESSION_FAILED, "the expression failed");
        }
    }

    /** Undefined leaves, a null of the record removes: the library tells them apart by {@code NULL_VALUE}. */
    private static JsonNode answer(@Nullable Object value) {
        if (value == null) {
            return MissingNode.getInstance();
        }
        return Jsonata.NULL_VALUE.equals(value)
                ? JsonNodeFactory.instance.nullNode()
                : JsonValues.fromPlain(value, JsonValues.MAX_DEPTH);
    }
}
