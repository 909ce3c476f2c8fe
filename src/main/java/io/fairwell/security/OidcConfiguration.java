package io.fairwell.security;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Signing in at an identity provider, where one is configured. Nothing here calls it at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcProperties.class)
class OidcConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("fairwell.security.oidc.issuer")
    static class Present {

        private static final Logger LOG = LoggerFactory.getLogger(OidcConfiguration.class);

        @Bean
        OidcProvider oidcProvider(
                OidcProperties properties, @Value("${fairwell.public-url}") String publicUrl, Clock clock) {
            var provider = new OidcProvider(properties, publicUrl, clock);
            LOG.info("People sign in with OpenID Connect: {}", provider.description());
            return provider;
        }

        @Bean
        OidcLogin oidcLogin(
                OidcProvider provider,
                OidcProperties properties,
                PeopleMirror mirror,
                PeopleAuthentication people,
                OidcSession oidcSession,
                HttpSessionRequestCache pageCache) {
            return new OidcLogin(provider, properties, mirror, people, oidcSession, pageCache);
        }

        @Bean
        OidcLogout oidcLogout(OidcProvider provider, OidcSession oidcSession) {
            return new OidcLogout(provider, oidcSession);
        }

        @Bean
        LogoutTokens logoutTokens(
                OidcProvider provider, OidcProperties properties, ExternalPeople people, PeopleSessions sessions) {
            return new LogoutTokens(provider, properties, people, sessions);
        }
    }
}
