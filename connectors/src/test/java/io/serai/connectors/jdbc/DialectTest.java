package io.serai.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as users write them, and as drivers take them. */
class DialectTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/shop, jdbc:mariadb://db/shop?sslMode=trust",
        "jdbc:mysql://db/shop?useCompression=true, jdbc:mariadb://db/shop?useCompression=true&sslMode=trust",
        "jdbc:mysql://db/shop?sslMode=verify-full, jdbc:mariadb://db/shop?sslMode=verify-full",
        "jdbc:mariadb://db/shop, jdbc:mariadb://db/shop",
        "jdbc:postgresql://db/shop, jdbc:postgresql://db/shop"
    })
    void aPasswordOfMySqlsGoesOverTlsUnlessTheAddressSaysHow(String written, String taken) {
        assertThat(Dialect.of(written).orElseThrow().driverUrl(written)).isEqualTo(taken);
    }
}
