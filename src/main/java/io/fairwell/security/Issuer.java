package io.fairwell.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Somebody else who signs tokens that we accept: asked about itself and its keys at first use, so that we start without
 * it, and asked again where that failed. Keys outlive an absence of their issuer; a new key is fetched when a token names
 * it, but not more often than every half minute, whatever tokens name.
 */
class Issuer {

    private static final int LARGEST_ANSWER_BYTES = 512 * 1024;
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(5);
    private static final List<String> WELL_KNOWN = List.of("openid-configuration", "oauth-authorization-server");

    private final String uri;
    private final DefaultResourceRetriever documents;
    private final Clock clock;
    private @Nullable Known known;
    private @Nullable IssuerAway failure;
    private Instant askAgain = Instant.MIN;

    /** @param timeout for each step of a call */
    Issuer(String uri, Duration timeout, Clock clock) {
        this.uri = uri;
        int millis = Math.toIntExact(timeout.toMillis());
        this.documents = new DefaultResourceRetriever(millis, millis, LARGEST_ANSWER_BYTES);
        this.clock = clock;
    }

    /** @throws IssuerAway when it cannot be reached, or says something else about itself */
    Map<String, Object> metadata() {
        return known().metadata;
    }

    /**
     * Checks type and signature only; what it is about is up to the caller.
     *
     * @param algorithms whatever a token says about itself, only these
     * @param types of tokens besides plain {@code JWT}
     * @throws IssuerAway as above
     */
    NimbusJwtDecoder decoder(Set<String> algorithms, String... types) {
        var accepted = new HashSet<@Nullable JOSEObjectType>();
        accepted.add(null);
        accepted.add(JOSEObjectType.JWT);
        List.of(types).forEach(type -> accepted.add(new JOSEObjectType(type)));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(accepted));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet()), known().keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return new NimbusJwtDecoder(processor);
    }

    /** One asks, the others wait for what it finds; after a failure nobody waits for a while. */
    private synchronized Known known() {
        if (known != null) {
            return known;
        }
        if (failure != null && clock.instant().isBefore(askAgain)) {
            throw failure;
        }
        try {
            known = ask();
            failure = null;
            return known;
        } catch (IssuerAway e) {
            failure = e;
            askAgain = clock.instant().plus(BEFORE_ASKING_AGAIN);
            throw e;
        }
    }

    private Known ask() {
        @Nullable IssuerAway first = null;
        for (String document : WELL_KNOWN) {
            try {
                return ask(address(document));
            } catch (IssuerAway e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IssuerAway(uri) : first;
    }

    private Known ask(URI address) {
        try {
            Map<String, Object> metadata = JSONObjectUtils.parse(
                    documents.retrieveResource(address.toURL()).getContent());
            if (!uri.equals(metadata.get("issuer"))) {
                throw new IssuerAway("%s says that its issuer is %s, not %s: the setting has to be exactly that"
                        .formatted(address, metadata.get("issuer"), uri));
            }
            if (!(metadata.get("jwks_uri") instanceof String keys)) {
                throw new IssuerAway(address + " names no jwks_uri");
            }
            return new Known(metadata, keys(URI.create(keys).toURL()));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new IssuerAway(address + " cannot be read: " + e, e);
        }
    }

    /** As OpenID Connect has it, behind the path; as RFC 8414 has it, in front. */
    private URI address(String document) {
        URI issuer = URI.create(uri);
        String path = issuer.getPath() == null ? "" : issuer.getPath().replaceAll("/+$", "");
        return issuer.resolve(
                document.equals(WELL_KNOWN.get(0))
                        ? path + "/.well-known/" + document
                        : "/.well-known/" + document + path);
    }

    private JWKSource<SecurityContext> keys(URL address) {
        return JWKSourceBuilder.<SecurityContext>create(address, documents)
                .refreshAheadCache(false)
                .outageTolerant(Duration.ofHours(4).toMillis())
                .build();
    }

    private record Known(Map<String, Object> metadata, JWKSource<SecurityContext> keys) {}
}
