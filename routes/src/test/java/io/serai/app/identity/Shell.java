package io.serai.app.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands of {@code identity} in this process and keeps what they write. */
final class Shell {
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** The exit status; what earlier commands wrote is forgotten. */
    int run(Object... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = Stream.concat(
                        Stream.of("identity"), Stream.of(arguments).map(Object::toString))
                .toList();
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** What was written, as JSON. */
    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out.toString());
    }
}
