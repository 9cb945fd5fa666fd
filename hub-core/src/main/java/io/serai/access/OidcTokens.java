package io.serai.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of an OpenID provider: signed by one of its keys with an asymmetric algorithm, for us, and in their time.
 * Thread-safe.
 */
public final class OidcTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int SKEW_SECONDS = 60;

    private final OidcSettings settings;
    private final IssuerHttp issuer;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public OidcTokens(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.issuer = new IssuerHttp(settings.issuer());
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(issuer, clock)));
        processor.setJWTClaimsSetVerifier(new ClaimsVerifier(settings, clock));
    }

    /** How people at browsers get them; empty if they are not meant to. */
    public Optional<OidcSignIn> signIn(Keyring keyring) {
        return settings.client().map(client -> new OidcSignIn(client, issuer, this, keyring, clock));
    }

    /** By the hub's clock, give or take a minute. */
    private static final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        ClaimsVerifier(OidcSettings settings, Clock clock) {
            super(
                    settings.audiences(),
                    new JWTClaimsSet.Builder()
                            .issuer(settings.issuer().toString())
                            .build(),
                    Set.of("sub", "exp"),
                    Set.of());
            this.clock = clock;
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    /** @throws SeraiException NOT_AUTHENTICATED, or ISSUER_UNREACHABLE if that cannot be told now */
    OidcPerson person(String token) {
        JWTClaimsSet claims = claims(token);
        Set<Role> roles = words(claims).stream()
                .map(settings.roles()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new OidcPerson(settings.issuer().toString(), claims.getSubject(), name(claims), roles);
    }

    /** As a person would say it: names go before what one signs in with. */
    private static String name(JWTClaimsSet claims) {
        return Stream.of("name", "preferred_username", "email")
                .map(claims::getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /**
     * Whether a token answers one sign-in, and not another client's or an earlier one.
     *
     * @throws SeraiException as {@link #person} does
     */
    boolean answers(String token, String client, String nonce) {
        JWTClaimsSet claims = claims(token);
        Object party = claims.getClaim("azp");
        return claims.getAudience().contains(client)
                && nonce.equals(claims.getClaim("nonce"))
                && (party == null || party.equals(client));
    }

    private JWTClaimsSet claims(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            requireName(claims.getSubject());
            return claims;
        } catch (KeySourceException e) {
            throw new SeraiException(
                    ErrorCode.ISSUER_UNREACHABLE,
                    "The keys of " + settings.issuer() + " cannot be had now, and the token's is not known.",
                    e);
        } catch (ExpiredJWTException e) {
            throw refused("has expired", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw refused(
                    "is not one that " + settings.issuer() + " has signed for '" + settings.audience()
                            + "' and for this time",
                    e);
        }
    }

    /** As long as the standard allows, and fit for a line of a log. */
    private static void requireName(String subject) throws BadJWTException {
        if (!subject.matches("\\P{Cntrl}{1,255}")) {
            throw new BadJWTException("the subject is too long or not one line");
        }
    }

    private static SeraiException refused(String why, Exception cause) {
        return new SeraiException(ErrorCode.NOT_AUTHENTICATED, "The token " + why + ".", cause);
    }

    /** What the issuer calls the subject's roles: one word or a list. */
    private Collection<String> words(JWTClaimsSet claims) {
        Object value = find(claims.getClaims(), settings.rolesClaim());
        if (value instanceof String word) {
            return List.of(word);
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** By its whole name, or else within others: names that are URLs have dots too. */
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }
}
