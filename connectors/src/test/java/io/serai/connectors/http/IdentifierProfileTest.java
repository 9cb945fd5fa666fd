package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierProfileTest {
    @ParameterizedTest
    @CsvSource({
        "plain-lower, ' User@Example.com ', user@example.com",
        "sha256-lower-hex, user@example.com, b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514",
        "sha256-lower-hex, ' User@Example.COM', b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514",
        "sha256-lower-hex, +12345678901, 10e6f0b47054a83359477dcb35231db6de5c69fb1816e1a6b98e192de9e5b9ee",
        "md5-lower-hex, User@Example.com, b58996c504c5638798eb6b511e6f49af",
        "sha256-lower-hex, '  ', ''",
        "md5-lower-hex, '', ''"
    })
    void identifiersAreWrittenAsVendorsExpectThem(String profile, String identifier, String expected) {
        assertThat(IdentifierProfile.of(profile).apply(identifier)).isEqualTo(expected);
    }
}
