package io.fairwell.security;

import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Adds the way to the identity provider and back to a chain: authorization code with PKCE, state and nonce. */
class OidcLogin extends AbstractHttpConfigurer<OidcLogin, HttpSecurity> {

    /** Where the way to the provider begins. */
    static final String START =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + OidcProvider.ID;

    private final OidcProvider provider;
    private final OidcProperties properties;
    private final PeopleMirror mirror;
    private final PeopleAuthentication people;
    private final OidcSession oidcSession;
    private final HttpSessionRequestCache pageCache;

    OidcLogin(
            OidcProvider provider,
            OidcProperties properties,
            PeopleMirror mirror,
            PeopleAuthentication people,
            OidcSession oidcSession,
            HttpSessionRequestCache pageCache) {
        this.provider = provider;
        this.properties = properties;
        this.mirror = mirror;
        this.people = people;
        this.oidcSession = oidcSession;
        this.pageCache = pageCache;
    }

    @Override
    public void configure(HttpSecurity http) {
        var refusals = new OidcRefusals(properties);
        http.addFilterBefore(way(refusals), OAuth2LoginAuthenticationFilter.class);
        http.addFilterAt(back(http, refusals), OAuth2LoginAuthenticationFilter.class);
    }

    private OAuth2AuthorizationRequestRedirectFilter way(OidcRefusals refusals) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(
                provider, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var filter = new OAuth2AuthorizationRequestRedirectFilter(requests);
        filter.setAuthenticationFailureHandler(refusals);
        return filter;
    }

    private OidcSignIn back(HttpSecurity http, OidcRefusals refusals) {
        var filter = new OidcSignIn(provider, properties, mirror, people, oidcSession);
        filter.setAuthenticationManager(codes());
        filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setAuthenticationSuccessHandler(new AfterLogin(pageCache));
        filter.setAuthenticationFailureHandler(refusals);
        filter.setApplicationEventPublisher(http.getSharedObject(ApplicationContext.class));
        return filter;
    }

    private AuthenticationManager codes() {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(impatient())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        var userInfo = new DefaultOAuth2UserService();
        var rest = new RestTemplate(impatient());
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        userInfo.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(userInfo);
        var codes = new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
        codes.setJwtDecoderFactory(provider::idTokens);
        return new ProviderManager(codes);
    }

    private ClientHttpRequestFactory impatient() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(properties.timeout());
        requests.setReadTimeout(properties.timeout());
        return requests;
    }
}
