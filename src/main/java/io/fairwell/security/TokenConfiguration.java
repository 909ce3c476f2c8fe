package io.fairwell.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The built-in authorization server for upstream systems: client credentials at {@code POST /oauth2/token}, the public
 * key at {@code /oauth2/jwks}, nothing else. With an external issuer its tokens are accepted in place of ours, and there is
 * no such server here.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecurityProperties.class, ExternalIssuerProperties.class})
class TokenConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TokenConfiguration.class);

    @Bean
    JWKSource<SecurityContext> signingKeys(SigningKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey.get()));
    }

    /** Of one issuer only: another one's, or ours, with the system's clock, as the authorization server does. */
    @Bean
    JwtDecoder tokens(
            JWKSource<SecurityContext> signingKeys,
            SecurityProperties properties,
            ExternalIssuerProperties external,
            Clock clock)
            throws JOSEException {
        if (external.present()) {
            LOG.info("Tokens of {} are accepted, in place of our own", external.uri());
            return new ExternalTokens(external, clock);
        }
        return ownTokens(signingKeys, properties);
    }

    /** Looks at signature, issuer and lifetime. */
    private static JwtDecoder ownTokens(JWKSource<SecurityContext> signingKeys, SecurityProperties properties)
            throws JOSEException {
        RSAKey key = (RSAKey) ((ImmutableJWKSet<SecurityContext>) signingKeys)
                .getJWKSet()
                .getKeys()
                .get(0);
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(properties.issuer()));
        return decoder;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SecurityProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer()).build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new NoStoredAuthorizations();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tenantAndClient() {
        return token -> token.getClaims()
                .claim(CurrentCaller.CLIENT_CLAIM, token.getRegisteredClient().getClientId())
                .claim(CurrentCaller.TENANT_CLAIM, TokenClients.tenant(token.getRegisteredClient()));
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenChain(HttpSecurity http, ExternalIssuerProperties external) throws Exception {
        if (external.present()) {
            http.addFilterBefore(new NotHere(AnyRequestMatcher.INSTANCE), DisableEncodeUrlFilter.class);
        }
        return http.securityMatcher("/oauth2/token", "/oauth2/jwks")
                .with(
                        OAuth2AuthorizationServerConfigurer.authorizationServer(),
                        server -> server.tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverters(converters -> {
                            converters.clear();
                            converters.addAll(List.of(new AllScopesByDefault()));
                        })))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
