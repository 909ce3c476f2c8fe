package io.fairwell.security;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.util.UriComponentsBuilder;

/** The identity provider of the configuration, as it describes itself when it is first needed. */
class OidcProvider implements ClientRegistrationRepository {

    /** Stands in the addresses where a sign-in begins and ends. */
    static final String ID = "oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final OidcProperties properties;
    private final Issuer issuer;
    private final String publicUrl;

    OidcProvider(OidcProperties properties, String publicUrl, Clock clock) {
        this.properties = properties;
        this.issuer = new Issuer(String.valueOf(properties.issuer()), properties.timeout(), clock);
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** @throws IssuerAway when the provider cannot be asked about itself */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return ID.equals(registrationId) ? registration() : null;
    }

    private ClientRegistration registration() {
        Map<String, Object> metadata = issuer.metadata();
        Set<String> scopes = new LinkedHashSet<>(List.of(OidcScopes.OPENID));
        scopes.addAll(properties.scopes());
        return ClientRegistration.withRegistrationId(ID)
                .clientId(Objects.requireNonNull(properties.clientId()))
                .clientSecret(properties.clientSecret())
                .clientAuthenticationMethod(authentication(metadata))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                // Not what the request says about its host: people come back where the provider expects them.
                .redirectUri(publicUrl + "/login/oauth2/code/" + ID)
                .scope(scopes)
                .authorizationUri(required(metadata, "authorization_endpoint"))
                .tokenUri(required(metadata, "token_endpoint"))
                .jwkSetUri(required(metadata, "jwks_uri"))
                .userInfoUri((String) metadata.get("userinfo_endpoint"))
                .userNameAttributeName("sub")
                .issuerUri(properties.issuer())
                .clientName(ID)
                .build();
    }

    private ClientAuthenticationMethod authentication(Map<String, Object> metadata) {
        if (properties.clientSecret() == null) {
            return ClientAuthenticationMethod.NONE;
        }
        // What a provider does not say means basic (OpenID Connect Discovery, 3).
        boolean post = metadata.get("token_endpoint_auth_methods_supported") instanceof List<?> methods
                && !methods.contains("client_secret_basic")
                && methods.contains("client_secret_post");
        return post ? ClientAuthenticationMethod.CLIENT_SECRET_POST : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    private String required(Map<String, Object> metadata, String endpoint) {
        if (metadata.get(endpoint) instanceof String address) {
            return address;
        }
        throw new IssuerAway(properties.issuer() + " names no " + endpoint);
    }

    /** Checks everything that OpenID Connect Core, 3.1.3.7 asks for, except for the nonce, which is the caller's. */
    JwtDecoder idTokens(ClientRegistration registration) {
        NimbusJwtDecoder decoder = issuer.decoder(properties.algorithms());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
    }

    /** Signature and type only. */
    NimbusJwtDecoder logoutTokens() {
        return issuer.decoder(properties.algorithms(), "logout+jwt");
    }

    /**
     * Where the session at the provider ends; it sends people back to us. Empty where it offers nothing of the kind, or
     * cannot be asked.
     *
     * @param idToken tells the provider whose session, so that it need not ask
     */
    Optional<URI> endOfSession(String idToken) {
        try {
            return Optional.ofNullable(issuer.metadata().get("end_session_endpoint"))
                    .map(endpoint -> UriComponentsBuilder.fromUriString(String.valueOf(endpoint))
                            .queryParam("id_token_hint", "{hint}")
                            .queryParam("client_id", "{client}")
                            .queryParam("post_logout_redirect_uri", "{back}")
                            .encode()
                            .build(idToken, properties.clientId(), publicUrl + "/login?logout"));
        } catch (IssuerAway e) {
            LOG.warn("Signed out here, but not at the identity provider: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Where pages may send a form, or be sent on from one: signing out ends at the provider. */
    static List<String> origins(OidcProperties properties) {
        List<String> origins = new ArrayList<>();
        if (properties.present()) {
            URI issuer = URI.create(String.valueOf(properties.issuer()));
            origins.add(issuer.getScheme() + "://" + issuer.getRawAuthority());
        }
        return origins;
    }

    /** For the log of the start. */
    Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("issuer", properties.issuer());
        description.put("redirect URI", publicUrl + "/login/oauth2/code/" + ID);
        description.put("post-logout redirect URI", publicUrl + "/login?logout");
        return description;
    }
}
