package io.fairwell.security;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who issues the tokens of upstream systems, in place of our own authorization server; without a URI nobody else.
 *
 * @param uri exactly as the issuer writes it
 * @param audiences a token has to name one of them: without that each token of this issuer, for whatever application,
 *     would be good here
 * @param clientClaims where the client's id is looked for, in this order
 * @param tenantClaim whose subscriptions and cases the client sees
 * @param defaultTenant for tokens without such a claim; without it they are refused
 * @param scopeClaims all of them count: texts with blanks between the scopes, or lists; paths with dots
 * @param clockSkew by how much the issuer's clock may differ from ours
 */
@Validated
@ConfigurationProperties("fairwell.security.external-issuer")
record ExternalIssuerProperties(
        @Nullable String uri,
        @DefaultValue Set<String> audiences,

        @DefaultValue({"RS256", "PS256", "ES256"}) @NotEmpty
        Set<@Pattern(regexp = OidcProperties.SIGNATURES) String> algorithms,

        @DefaultValue({"client_id", "azp"}) @NotEmpty List<String> clientClaims,
        @DefaultValue("tenant") String tenantClaim,

        @Nullable @Pattern(regexp = PeopleSettings.TENANT_ID)
        String defaultTenant,

        @DefaultValue({"scope", "scp", "realm_access.roles"}) @NotEmpty
        List<String> scopeClaims,

        @DefaultValue("30s") @DurationMin(seconds = 0) @DurationMax(minutes = 5)
        Duration clockSkew,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration timeout) {

    boolean present() {
        return uri != null && !uri.isBlank();
    }

    @AssertTrue(message = "uri needs audiences beside it: what tokens for Fairwell carry in aud")
    public boolean isAddressed() {
        return !present() || audiences.stream().anyMatch(audience -> !audience.isBlank());
    }

    @AssertTrue(message = "uri has to be https; http is for this very machine only")
    public boolean isConfidential() {
        return !present() || OidcProperties.isConfidential(URI.create(String.valueOf(uri)));
    }
}
