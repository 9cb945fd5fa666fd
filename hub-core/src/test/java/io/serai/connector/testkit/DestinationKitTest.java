package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit lets a good destination pass, and each rule bites on the destination that breaks it. */
class DestinationKitTest implements DestinationContract {
    @Override
    public DestinationFixture fixture() {
        return new BoxFixture(null);
    }

    @ParameterizedTest
    @EnumSource(DestinationRule.class)
    void eachRuleBites(DestinationRule rule) {
        // Given
        try (DestinationFixture broken = new BoxFixture(rule)) {
            // When, Then
            assertThatThrownBy(() -> rule.check(broken)).isInstanceOf(Throwable.class);
        }
    }

    /** Who declares that something is not there must not be found to have it. */
    @ParameterizedTest
    @EnumSource(
            value = DestinationBehavior.class,
            names = {"REMOVES", "SNAPSHOTS", "ERASES", "REFUSES_MEMBERS"})
    void aNoThatIsNoneBites(DestinationBehavior behavior) {
        // Given
        DestinationRule rule = switch (behavior) {
            case REMOVES -> DestinationRule.REMOVING_REMOVES;
            case SNAPSHOTS -> DestinationRule.A_SNAPSHOT_SHOWS_WHOLE_OR_NOT_AT_ALL;
            case ERASES -> DestinationRule.ERASING_ERASES_OR_SAYS_THAT_IT_CANNOT;
            default -> DestinationRule.OUTCOMES_STAND_IN_THE_MEMBERS_ORDER;
        };
        DestinationFixture denying = new Denying(new BoxFixture(null), behavior);
        // When, Then
        assertThatThrownBy(() -> rule.check(denying)).isInstanceOf(AssertionError.class);
    }
}
