package io.fairwell.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** All kinds of people and systems that may ask for something. */
final class Identities {

    /** Nobody in particular. */
    static final Identity NOBODY = new Identity("nobody", request -> {});

    /** A system that has no token yet. */
    static final Identity CLIENT = new Identity("client", request -> {
        String secret =
                Base64.getEncoder().encodeToString("demo-upstream:demo-secret".getBytes(StandardCharsets.UTF_8));
        request.addHeader("Authorization", "Basic " + secret);
        request.setParameter("grant_type", "client_credentials");
    });

    /** As long as the whole walk takes, and more. */
    private static final int SECONDS = 900;

    private final Map<String, Identity> systems = new HashMap<>();
    private final NimbusJwtEncoder tokens;
    private final String issuer;

    Identities(JWKSource<SecurityContext> keys, String issuer) {
        this.tokens = new NimbusJwtEncoder(keys);
        this.issuer = issuer;
    }

    /** @param sign puts what identifies them into a request */
    record Identity(String name, Consumer<MockHttpServletRequest> sign) {}

    /** One of each group, and one of none. */
    static List<Identity> people() {
        Stream<String> groups = Groups.OF_PEOPLE.keySet().stream().sorted();
        return Stream.concat(groups, Stream.of("person"))
                .map(group -> person(group, Stream.of(group)))
                .toList();
    }

    static Identity inAllGroups() {
        return person("all groups", Groups.OF_PEOPLE.keySet().stream());
    }

    private static Identity person(String name, Stream<String> groups) {
        var authorities = Stream.concat(groups.map(Groups::authority), Stream.of(CurrentPerson.tenantAuthority("main")))
                .map(SimpleGrantedAuthority::new)
                .toList();
        var person = UsernamePasswordAuthenticationToken.authenticated("somebody", null, authorities);
        return new Identity(
                name,
                request -> Objects.requireNonNull(request.getSession(true))
                        .setAttribute(
                                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                                new SecurityContextImpl(person)));
    }

    /** One with each scope alone, so that what a scope may is not what all of them may. */
    List<Identity> systems() {
        return scopes().stream()
                .map(scope -> system(scope, "main", List.of(scope), SECONDS))
                .toList();
    }

    Identity withAllScopes() {
        return system("all scopes", "main", scopes(), SECONDS);
    }

    Identity withAllScopesElsewhere() {
        return system("all scopes of another tenant", "north", scopes(), SECONDS);
    }

    Identity tooLate() {
        return system("expired", "main", scopes(), -SECONDS);
    }

    /** Signing is the slow part. */
    private Identity system(String name, String tenant, List<String> scopes, int secondsLeft) {
        return systems.computeIfAbsent(name, key -> signed(key, tenant, scopes, secondsLeft));
    }

    private Identity signed(String name, String tenant, List<String> scopes, int secondsLeft) {
        Instant end = Instant.now().plusSeconds(secondsLeft);
        String token = tokens.encode(JwtEncoderParameters.from(JwtClaimsSet.builder()
                        .issuer(issuer)
                        .subject("system")
                        .issuedAt(end.minusSeconds(3 * SECONDS))
                        .expiresAt(end)
                        .claims(claims -> claims.putAll(claims(tenant, scopes)))
                        .build()))
                .getTokenValue();
        return new Identity(name, request -> request.addHeader("Authorization", "Bearer " + token));
    }

    private static Map<String, Object> claims(String tenant, List<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("scope", scopes);
        claims.put(CurrentCaller.CLIENT_CLAIM, "system");
        claims.put(CurrentCaller.TENANT_CLAIM, tenant);
        return claims;
    }

    private static List<String> scopes() {
        return Arrays.stream(Scopes.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(Identities::value)
                .sorted()
                .toList();
    }

    private static String value(Field scope) {
        try {
            return (String) scope.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
