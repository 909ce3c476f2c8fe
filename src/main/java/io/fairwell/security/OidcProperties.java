package io.fairwell.security;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The identity provider at which people sign in (OpenID Connect); without an issuer there is none.
 *
 * @param issuer exactly as the provider writes it
 * @param clientSecret without one PKCE alone protects the code
 * @param userIdClaim what people are called in the engine; settled at their first sign-in
 * @param groupsClaim a path with dots where it is nested
 * @param groups which groups of the provider make somebody a member of ours
 * @param tenantClaim whose work somebody sees; a claim with several values admits nobody
 * @param defaultTenant for those without such a claim; without it they are refused
 * @param localAccounts the form for accounts with a password stays open beside the provider
 */
@Validated
@ConfigurationProperties("fairwell.security.oidc")
record OidcProperties(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,

        @DefaultValue({"openid", "profile", "email"}) @NotEmpty
        Set<String> scopes,

        @DefaultValue("preferred_username") @NotBlank String userIdClaim,
        @DefaultValue("groups") @NotBlank String groupsClaim,
        @DefaultValue GroupNames groups,
        @Nullable String tenantClaim,

        @Nullable @Pattern(regexp = PeopleSettings.TENANT_ID)
        String defaultTenant,

        @DefaultValue({"RS256", "PS256", "ES256"}) @NotEmpty Set<@Pattern(regexp = SIGNATURES) String> algorithms,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration timeout,

        @DefaultValue("false") boolean localAccounts) {

    /** Public keys only: with a shared secret whoever checks could also sign. */
    static final String SIGNATURES = "(RS|PS|ES)(256|384|512)";

    /** By default what the provider calls as we do, as Keycloak writes it with and without its path. */
    record GroupNames(
            @DefaultValue({"support", "/support"}) Set<String> support,
            @DefaultValue({"supervisors", "/supervisors"}) Set<String> supervisors,
            @DefaultValue({"analysts", "/analysts"}) Set<String> analysts,
            @DefaultValue({"operators", "/operators"}) Set<String> operators,
            @DefaultValue({"auditors", "/auditors"}) Set<String> auditors,

            @DefaultValue({"camunda-admin", "/camunda-admin"})
            Set<String> camundaAdmin) {

        Map<String, Set<String>> byGroup() {
            return Map.of(
                    Groups.SUPPORT, support,
                    Groups.SUPERVISORS, supervisors,
                    Groups.ANALYSTS, analysts,
                    Groups.OPERATORS, operators,
                    Groups.AUDITORS, auditors,
                    Groups.ADMINISTRATORS, camundaAdmin);
        }
    }

    boolean present() {
        return issuer != null && !issuer.isBlank();
    }

    /** Whether people may sign in with a password. */
    boolean formOpen() {
        return !present() || localAccounts;
    }

    @AssertTrue(message = "issuer needs a client-id, and a tenant-claim or a default-tenant, beside it")
    public boolean isComplete() {
        return !present() || clientId != null && (tenantClaim != null || defaultTenant != null);
    }

    @AssertTrue(message = "issuer has to be https; http is for this very machine only")
    public boolean isConfidential() {
        return !present() || isConfidential(URI.create(String.valueOf(issuer)));
    }

    static boolean isConfidential(URI issuer) {
        return "https".equals(issuer.getScheme())
                || "http".equals(issuer.getScheme())
                        && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(issuer.getHost()));
    }
}
