package io.fairwell.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.web.util.matcher.RequestMatchers.allOf;
import static org.springframework.security.web.util.matcher.RequestMatchers.anyOf;
import static org.springframework.security.web.util.matcher.RequestMatchers.not;

import jakarta.servlet.DispatcherType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** People in a browser: one session for our own pages and for the engine's web applications, one form to sign in. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** The interface documentation's own viewer sets styles from its script. */
    private static final String DOCS_CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final RequestMatcher DOCS = paths("/api/docs/**", "/api/swagger-ui/**");
    private static final RequestMatcher PUBLIC = anyOf(
            DOCS,
            paths("/", "/my/**", "/problems/**", "/api/openapi.json", "/api/openapi.json/**", "/actuator/health/**"),
            paths("/assets/**", "/favicon.ico", "/error", "/login", OidcLogoutController.LEAVE),
            on(POST, OidcLogoutController.BACK_CHANNEL));

    /** Shows what was sent to customers, one-time codes too: there is such a thing in the demo only. */
    private static final RequestMatcher MAILBOX = paths("/mailbox", "/mailbox/**");

    @Bean
    @Order(3)
    SecurityFilterChain engineWebChain(
            HttpSecurity http,
            HttpSessionRequestCache pageCache,
            EngineObjects objects,
            SecurityProblems problems,
            SignInEntryPoint signIn,
            PeopleGuards guards)
            throws Exception {
        guards.addTo(http);
        return http.securityMatcher(paths("/camunda", "/camunda/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(EngineAccess::decide))
                .requestCache(cache -> cache.requestCache(pageCache))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), paths("/camunda/api/**"))
                        .defaultAuthenticationEntryPointFor(signIn, paths("/camunda", "/camunda/**")))
                // These applications bring their own protection against forged requests, and say how long to keep what.
                .csrf(csrf -> csrf.disable())
                .headers(headers -> common(headers).cacheControl(cache -> cache.disable()))
                .logout(logout -> logout.disable())
                .addFilterBefore(new EnginePageHeaders(), HeaderWriterFilter.class)
                .addFilterAfter(new TenantGuard(objects, problems), AuthorizationFilter.class)
                .addFilterAfter(new EngineQueries(), TenantGuard.class)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pagesChain(
            HttpSecurity http,
            HttpSessionRequestCache pageCache,
            PeopleAuthentication people,
            SignInEntryPoint signIn,
            PeopleGuards guards,
            OidcProperties oidc,
            Optional<OidcLogin> oidcLogin,
            Optional<OidcLogout> oidcLogout,
            @Value("${fairwell.demo:false}") boolean demo)
            throws Exception {
        guards.addTo(http);
        signInAndOut(http, oidcLogin, oidcLogout);
        if (oidc.formOpen()) {
            form(http, people, pageCache);
        }
        if (!demo) {
            http.addFilterBefore(new NotHere(MAILBOX), AuthorizationFilter.class);
        }
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(PUBLIC)
                                .permitAll()
                                .requestMatchers(MAILBOX)
                                .permitAll()
                                .requestMatchers(paths(PasswordPage.PATH))
                                .authenticated()
                                .requestMatchers(paths("/desk", "/desk/**"))
                                .hasAnyAuthority(AfterLogin.DESK)
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn))
                // A new session at each sign-in: nobody else knows its id, and it is as old as the sign-in.
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.migrateSession()))
                .csrf(csrf -> csrf.ignoringRequestMatchers(on(POST, OidcLogoutController.BACK_CHANNEL)))
                .requestCache(cache -> cache.requestCache(pageCache))
                .headers(headers -> common(headers)
                        .addHeaderWriter(contentPolicy(DOCS, DOCS_CONTENT_POLICY))
                        .addHeaderWriter(contentPolicy(not(DOCS), contentPolicy(oidc))))
                .build();
    }

    private static void signInAndOut(HttpSecurity http, Optional<OidcLogin> oidcLogin, Optional<OidcLogout> oidcLogout)
            throws Exception {
        http.logout(logout -> logout.logoutSuccessUrl("/login?logout"));
        if (oidcLogin.isPresent()) {
            OidcLogout atProvider = oidcLogout.orElseThrow();
            http.with(oidcLogin.get(), login -> {});
            http.logout(logout -> logout.addLogoutHandler(atProvider).logoutSuccessHandler(atProvider));
        }
    }

    private static void form(HttpSecurity http, PeopleAuthentication people, HttpSessionRequestCache pageCache)
            throws Exception {
        http.authenticationProvider(people)
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(new AfterLogin(pageCache))
                        // The usual handler keeps the exception in the session, and with it the password that was
                        // tried.
                        .failureHandler((request, response, refused) ->
                                new DefaultRedirectStrategy().sendRedirect(request, response, "/login?error")));
    }

    /** Only pages are worth coming back to after signing in, not what their scripts asked for meanwhile. */
    @Bean
    HttpSessionRequestCache pageCache() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(allOf(html, on(GET, "/**"), not(paths("/camunda/api/**", "/login", "/error"))));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** In addition to what Spring Security always sets; the content policy decides who may frame a page. */
    private static HeadersConfigurer<HttpSecurity> common(HeadersConfigurer<HttpSecurity> headers) {
        return headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /** Signing out is a form that ends at the provider, and browsers ask the policy about each step of that way. */
    private static String contentPolicy(OidcProperties oidc) {
        String own = "form-action 'self'";
        return CONTENT_POLICY.replace(
                own,
                String.join(" ", own, String.join(" ", OidcProvider.origins(oidc)))
                        .strip());
    }

    private static HeaderWriter contentPolicy(RequestMatcher pages, String policy) {
        return new DelegatingRequestMatcherHeaderWriter(pages, new ContentSecurityPolicyHeaderWriter(policy));
    }

    private static RequestMatcher on(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static RequestMatcher paths(String... patterns) {
        return anyOf(Stream.of(patterns)
                .map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toArray(RequestMatcher[]::new));
    }
}
