package io.serai.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    @Test
    void tokenSaysWhenItEnds() {
        assertThat(new Secret(token("{\"sub\":\"serai\",\"exp\": 1700000000}")).end())
                .contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void otherSecretsSayNothing() {
        assertThat(new Secret("k3y").end()).isEmpty();
        assertThat(new Secret(token("{\"sub\":\"serai\"}")).end()).isEmpty();
        assertThat(new Secret("eyJ.%%%.x").end()).isEmpty();
        assertThat(new Secret("-----BEGIN CERTIFICATE-----\nnothing\n").end()).isEmpty();
    }
}
