package io.serai.connector.testkit;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Settings;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An audience in memory whose destination keeps the contract, or breaks one rule of it. */
final class BoxFixture implements DestinationFixture {
    static final String KEY = "s3cr3t";

    final Map<String, Map<String, String>> box = new TreeMap<>();
    Optional<DestinationBehavior> ailment = Optional.empty();
    private final Stray stray = new Stray();
    private final @Nullable DestinationRule broken;

    BoxFixture(@Nullable DestinationRule broken) {
        this.broken = broken;
    }

    boolean breaks(DestinationRule rule) {
        return broken == rule;
    }

    boolean ails(DestinationBehavior behavior) {
        return ailment.filter(behavior::equals).isPresent();
    }

    @Override
    public Connector connector() {
        return new Box();
    }

    @Override
    public String options() {
        return "{ address: here, key: " + KEY + " }";
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY, "wr0ng");
    }

    @Override
    public Map<String, Map<String, String>> held() {
        Map<String, Map<String, String>> held = new TreeMap<>();
        box.forEach((email, fields) -> held.put(email, new LinkedHashMap<>(fields)));
        return held;
    }

    @Override
    public void ail(DestinationBehavior behavior) {
        ailment = Optional.of(behavior);
    }

    @Override
    public void mend() {
        ailment = Optional.empty();
    }

    @Override
    public String wrongAddress() {
        return "{ address: nowhere, key: " + KEY + " }";
    }

    @Override
    public String wrongCredential() {
        return "{ address: here, key: wr0ng }";
    }

    @Override
    public void close() {
        stray.close();
    }

    private final class Box implements Connector {
        @Override
        public String name() {
            return "box";
        }

        @Override
        public ObjectShape options() {
            ObjectShape.Builder options = Shape.object("options");
            return (breaks(DestinationRule.A_MISSING_OPTION_IS_NAMED)
                            ? options.optional("address", Shape.text(), "Where.")
                            : options.required("address", Shape.text(), "Where."))
                    .required("key", Shape.secret(), "The key.")
                    .build();
        }

        @Override
        public ObjectShape audience() {
            return Shape.object("audience").build();
        }

        @Override
        public Destination open(Settings options, Settings audience, ConnectorContext context) {
            if (breaks(DestinationRule.NO_THREAD_OUTLIVES_CLOSING)) {
                stray.start();
            }
            return new BoxDestination(BoxFixture.this, options);
        }
    }
}
