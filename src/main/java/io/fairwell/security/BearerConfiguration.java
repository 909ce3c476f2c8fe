package io.fairwell.security;

import static io.fairwell.security.Scopes.AUDIT_READ;
import static io.fairwell.security.Scopes.CANCELLATION_ADMIN;
import static io.fairwell.security.Scopes.CANCELLATION_READ;
import static io.fairwell.security.Scopes.CANCELLATION_WRITE;
import static io.fairwell.security.Scopes.PRIVACY_WRITE;
import static io.fairwell.security.Scopes.RULES_APPROVE;
import static io.fairwell.security.Scopes.RULES_DEPLOY;
import static io.fairwell.security.Scopes.SUBSCRIPTION_WRITE;
import static io.fairwell.security.Scopes.WEBHOOK_WRITE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAnyAuthority;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
import static org.springframework.security.authorization.AuthorizationManagers.allOf;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatchers;

/**
 * Upstream systems: stateless, bearer tokens only. What is not listed here is refused, so each new address needs a line
 * with its scope.
 */
@Configuration(proxyBeanMethods = false)
class BearerConfiguration {

    private static final String NATIVE_START = "/engine-rest/process-definition/key/cancellation/start";
    static final String DEPLOYMENT = "/engine-rest/deployment/create";
    private static final RequestMatcher ENGINE = any("/engine-rest", "/engine-rest/**");
    /** The answers are data, documents to be shown alone, or an HTML receipt with a style sheet in its head. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    @Bean
    @Order(2)
    SecurityFilterChain bearerChain(
            HttpSecurity http,
            SecurityProblems problems,
            SecurityProperties properties,
            CurrentCaller currentCaller,
            IdentityService identityService,
            HistoryService historyService)
            throws Exception {
        return http.securityMatcher(new OrRequestMatcher(ENGINE, any("/api/v1/**", "/v1/**", "/callbacks/**")))
                .authorizeHttpRequests(BearerConfiguration::scopes)
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(new BearerFailures(problems)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginResourcePolicy(origin -> origin.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .addFilterAfter(new NativeStartFilter(properties, problems), AuthorizationFilter.class)
                .addFilterAfter(new OwnInstances(historyService, currentCaller, problems), NativeStartFilter.class)
                .addFilterAfter(new EngineCallerFilter(ENGINE, currentCaller, identityService), OwnInstances.class)
                .build();
    }

    private static void scopes(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        // What looks at starts must see the same address as the engine.
        requests.requestMatchers(RequestMatchers.allOf(ENGINE, request -> !EngineRoutes.isCanonical(request)))
                .denyAll()
                // What payment gateways tell carries a signature instead of a token.
                .requestMatchers(on(POST, "/callbacks/payments/*"))
                .permitAll()
                .requestMatchers(on(GET, "/api/v1/subscriptions/**"))
                .hasAuthority(scope(CANCELLATION_READ))
                .requestMatchers(on(PUT, "/api/v1/subscriptions/**"))
                .hasAuthority(scope(SUBSCRIPTION_WRITE))
                .requestMatchers(on(POST, "/api/v1/subscriptions/import"))
                .hasAuthority(scope(SUBSCRIPTION_WRITE))
                .requestMatchers(on(GET, "/api/v1/quotes/**"), on(POST, "/api/v1/quotes"))
                .hasAnyAuthority(scope(CANCELLATION_READ), scope(CANCELLATION_WRITE))
                .requestMatchers(on(GET, "/api/v1/cancellations/**"))
                .hasAuthority(scope(CANCELLATION_READ))
                .requestMatchers(on(POST, "/api/v1/cancellations/**"))
                .hasAuthority(scope(CANCELLATION_WRITE))
                .requestMatchers(
                        on(GET, "/api/v1/webhooks/**"),
                        on(PUT, "/api/v1/webhooks/endpoint"),
                        on(DELETE, "/api/v1/webhooks/endpoint"),
                        on(POST, "/api/v1/webhooks/**"))
                .hasAuthority(scope(WEBHOOK_WRITE))
                .requestMatchers(on(POST, "/api/v1/reconciliations"), any("/api/v1/sandbox/**"))
                .access(allOf(hasAuthority(scope(CANCELLATION_ADMIN)), BearerConfiguration::operatesInstallation))
                .requestMatchers(any("/api/v1/reconciliations/**"))
                .hasAuthority(scope(CANCELLATION_ADMIN))
                .requestMatchers(on(GET, "/api/v1/deliveries"), on(POST, "/api/v1/deliveries/**"))
                .hasAuthority(scope(CANCELLATION_ADMIN))
                .requestMatchers(on(GET, "/api/v1/audit/**"))
                .hasAuthority(scope(AUDIT_READ))
                // All tenants go by the same rules, so one of them alone does not change them.
                .requestMatchers(on(POST, "/api/v1/rules/proposals"), on(POST, DEPLOYMENT))
                .access(allOf(hasAuthority(scope(RULES_DEPLOY)), BearerConfiguration::operatesInstallation))
                .requestMatchers(on(POST, "/api/v1/rules/proposals/*/approval"))
                .access(allOf(hasAuthority(scope(RULES_APPROVE)), BearerConfiguration::operatesInstallation))
                .requestMatchers(on(GET, "/api/v1/rules/proposals/**"), on(POST, "/api/v1/rules/proposals/*/rejection"))
                .access(allOf(
                        hasAnyAuthority(scope(RULES_DEPLOY), scope(RULES_APPROVE)),
                        BearerConfiguration::operatesInstallation))
                .requestMatchers(
                        on(POST, "/api/v1/customers/*/erasure"),
                        on(GET, "/api/v1/customers/*/erasures"),
                        on(GET, "/api/v1/customers/*/export"))
                .hasAuthority(scope(PRIVACY_WRITE))
                .requestMatchers(on(POST, "/v1/plan/cancel"), on(POST, "/v1/membership/cancel"))
                .hasAuthority(scope(CANCELLATION_WRITE))
                .requestMatchers(on(GET, "/v1/points/status"))
                .hasAuthority(scope(CANCELLATION_READ))
                .requestMatchers(on(POST, NATIVE_START))
                .hasAuthority(scope(CANCELLATION_WRITE))
                .requestMatchers(OwnInstances.READING)
                .hasAuthority(scope(CANCELLATION_READ))
                .anyRequest()
                .denyAll();
    }

    private static AuthorizationDecision operatesInstallation(
            Supplier<Authentication> who, RequestAuthorizationContext asked) {
        return new AuthorizationDecision(
                CurrentCaller.find(who.get()).map(Caller::operatesInstallation).orElse(false));
    }

    private static RequestMatcher on(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static RequestMatcher any(String... patterns) {
        return new OrRequestMatcher(Stream.of(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }

    private static String scope(String scope) {
        return "SCOPE_" + scope;
    }
}
