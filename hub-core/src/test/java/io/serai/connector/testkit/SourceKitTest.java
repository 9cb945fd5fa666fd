package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit lets a good source pass, and each rule bites on the source that breaks it. */
class SourceKitTest implements SourceContract {
    @Override
    public SourceFixture fixture() {
        return new ListFixture(null);
    }

    @ParameterizedTest
    @EnumSource(SourceRule.class)
    void eachRuleBites(SourceRule rule) {
        // Given
        try (SourceFixture broken = new ListFixture(rule)) {
            // When, Then
            assertThatThrownBy(() -> rule.check(broken)).isInstanceOf(Throwable.class);
        }
    }
}
