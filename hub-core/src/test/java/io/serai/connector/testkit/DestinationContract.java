package io.serai.connector.testkit;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of {@link DestinationRule}, for one destination. A connector's test implements it and answers the fixture. */
public interface DestinationContract {
    /** A fresh fixture, with nobody in the audience. */
    DestinationFixture fixture();

    @TestFactory
    default Stream<DynamicTest> keepsTheContract() {
        return Arrays.stream(DestinationRule.values())
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    try (DestinationFixture fixture = fixture()) {
                        rule.check(fixture);
                    }
                }));
    }
}
