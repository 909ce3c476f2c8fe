package io.fairwell.security;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Tokens of upstream systems that somebody else has signed. Their claims are brought into the form of our own tokens, so
 * that nothing behind this needs to know whose they are; what a token itself says under those names does not count.
 */
class ExternalTokens implements JwtDecoder {

    private static final Pattern TENANT_ID = Pattern.compile(PeopleSettings.TENANT_ID);
    private static final String SCOPE_CLAIM = "scope";

    private final Issuer issuer;
    private final ExternalIssuerProperties properties;
    private volatile @Nullable NimbusJwtDecoder decoder;

    ExternalTokens(ExternalIssuerProperties properties, Clock clock) {
        this.issuer = new Issuer(String.valueOf(properties.uri()), properties.timeout(), clock);
        this.properties = properties;
    }

    /**
     * @throws BadJwtException when the token is not good
     * @throws JwtException when that cannot be told, because the issuer is away
     */
    @Override
    public Jwt decode(String token) {
        try {
            return decoder().decode(token);
        } catch (IssuerAway e) {
            throw new JwtException(String.valueOf(e.getMessage()), e);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            // An unknown key, named again before it is worth asking again: whoever made it up does not keep us busy.
            throw isTooOften(e) ? new BadJwtException("unknown key", e) : e;
        }
    }

    private static boolean isTooOften(JwtException refused) {
        return Stream.iterate((Throwable) refused, cause -> cause != null, Throwable::getCause)
                .anyMatch(RateLimitReachedException.class::isInstance);
    }

    private NimbusJwtDecoder decoder() {
        NimbusJwtDecoder ready = decoder;
        if (ready == null) {
            ready = issuer.decoder(properties.algorithms(), "at+jwt", "application/at+jwt");
            ready.setClaimSetConverter(claims());
            ready.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(properties.clockSkew()),
                    new JwtIssuerValidator(properties.uri()),
                    check("it is not for us", this::isForUs),
                    check("it never expires", token -> token.getExpiresAt() != null),
                    check("it names no client", token -> token.hasClaim(CurrentCaller.CLIENT_CLAIM)),
                    check("it names no tenant", token -> token.hasClaim(CurrentCaller.TENANT_CLAIM))));
            decoder = ready;
        }
        return ready;
    }

    private boolean isForUs(Jwt token) {
        List<String> audience = token.getAudience();
        return audience != null && !Collections.disjoint(audience, properties.audiences());
    }

    private static OAuth2TokenValidator<Jwt> check(String otherwise, Predicate<Jwt> good) {
        var problem = new OAuth2Error("invalid_token", otherwise, null);
        return token ->
                good.test(token) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(problem);
    }

    private Converter<Map<String, Object>, Map<String, Object>> claims() {
        var types = MappedJwtClaimSetConverter.withDefaults(Map.of());
        return theirs -> {
            Map<String, Object> ours = new HashMap<>(types.convert(theirs));
            set(ours, CurrentCaller.CLIENT_CLAIM, client(theirs));
            set(ours, CurrentCaller.TENANT_CLAIM, tenant(theirs));
            ours.remove("scp");
            ours.put(SCOPE_CLAIM, scopes(theirs));
            return ours;
        };
    }

    private static void set(Map<String, Object> claims, String name, Optional<String> value) {
        claims.remove(name);
        value.ifPresent(text -> claims.put(name, text));
    }

    private Optional<String> client(Map<String, Object> claims) {
        return properties.clientClaims().stream()
                .flatMap(path -> Claims.text(claims, path).stream())
                .findFirst();
    }

    private Optional<String> tenant(Map<String, Object> claims) {
        return Claims.texts(claims, properties.tenantClaim()).isEmpty()
                ? Optional.ofNullable(properties.defaultTenant())
                : Claims.text(claims, properties.tenantClaim())
                        .filter(tenant -> TENANT_ID.matcher(tenant).matches());
    }

    /** A text is a list with blanks between (RFC 8693, 4.2); in a real list a blank is part of a name, and none of ours. */
    private List<String> scopes(Map<String, Object> claims) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String path : properties.scopeClaims()) {
            if (claims.get(path) instanceof String text) {
                scopes.addAll(List.of(text.strip().split("\\s+")));
            } else {
                scopes.addAll(Claims.texts(claims, path));
            }
        }
        return List.copyOf(scopes);
    }
}
