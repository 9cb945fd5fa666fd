package io.serai.connector.testkit;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule of {@link SourceRule}, for one source. A connector's test implements it and answers the fixture:
 *
 * <pre>{@code
 * class JdbcSourceContractTest implements SourceContract {
 *     @Override
 *     public SourceFixture fixture() {
 *         return new TableFixture();
 *     }
 * }
 * }</pre>
 */
public interface SourceContract {
    /** A fresh fixture, with nothing written. */
    SourceFixture fixture();

    @TestFactory
    default Stream<DynamicTest> keepsTheContract() {
        return Arrays.stream(SourceRule.values())
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    try (SourceFixture fixture = fixture()) {
                        rule.check(fixture);
                    }
                }));
    }
}
