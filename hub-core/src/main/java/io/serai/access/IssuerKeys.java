package io.serai.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;

/** The keys that an issuer signs with; asked for anew for a token whose key is not among them. Thread-safe. */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private final Published<JWKSet> keys;

    IssuerKeys(IssuerHttp issuer, Clock clock) {
        this.keys = new Published<>(
                "the keys of issuer " + issuer.issuer(),
                () -> JWKSet.parse(issuer.text(issuer.metadata().place("jwks_uri"))),
                clock);
    }

    /** @throws KeySourceException if the key is not known and the issuer cannot be asked */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        List<JWK> found = select(selector);
        if (found.isEmpty()) {
            keys.refresh();
            found = select(selector);
        }
        if (found.isEmpty() && keys.isAway()) {
            throw new KeySourceException("the issuer is away");
        }
        return found;
    }

    private List<JWK> select(JWKSelector selector) {
        return keys.get().map(selector::select).orElse(List.of());
    }
}
