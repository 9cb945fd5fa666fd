package io.serai.route;

import io.serai.connectors.camel.RouteJudge;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Routes as Camel reads them. Thread-safe. */
public final class CamelRoutes implements RouteJudge {
    /** A file of its name is what Camel takes for a Kamelet. */
    private static final String FILE = "route.kamelet.yaml";

    @Override
    public Optional<String> problem(String kamelet) {
        // One that is never started: whatever is wrong with a route is not to reach the others.
        try (DefaultCamelContext camel = new DefaultCamelContext(false)) {
            camel.build();
            read(camel, kamelet);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(told(e));
        }
    }

    static void read(CamelContext camel, String kamelet) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(FILE, kamelet));
    }

    /** What Camel says of YAML is about words of the definition, which holds no secrets; the rest may be about anything. */
    private static String told(Exception e) {
        return e instanceof MarkedYamlEngineException marked && marked.getProblem() != null
                ? marked.getProblem()
                : e.getClass().getSimpleName();
    }
}
