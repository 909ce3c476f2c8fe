package io.fairwell.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
 * @param issuer who signs our access tokens: the address this application is known by
 * @param accessTokenLifetime tokens cannot be revoked, so keep it short
 * @param clients upstream systems by client id
 * @param admin the first administrator; only used while nobody is a member of the administrators' group
 * @param nativeStartVariables what a caller may set when it starts the process through the engine's own REST interface
 */
@Validated
@ConfigurationProperties("fairwell.security")
record SecurityProperties(
        @NotBlank String issuer,

        @DefaultValue("1h") @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration accessTokenLifetime,

        @DefaultValue Map<@NotBlank String, @Valid Client> clients,
        @Valid @Nullable Admin admin,

        @DefaultValue({"subscriptionId", "reason", "effectiveMode"})
        Set<String> nativeStartVariables) {

    /** @param secret encoded with its algorithm in front, for example {@code {bcrypt}$2a$10$…}; never in the clear */
    record Client(
            @Pattern(regexp = "\\{(?!noop})[\\w@-]+}.+") String secret,

            @NotEmpty
            Set<
                            @Pattern(
                                    regexp =
                                            "(cancellation:(read|write|attest|admin)|subscription:write|webhook:write|audit:read|privacy:write|rules:(deploy|approve))")
                            String>
                    scopes,

            @DefaultValue(CurrentCaller.MAIN_TENANT) @NotBlank
            String tenant) {}

    record Admin(
            @Pattern(regexp = "[A-Za-z0-9]+") String id,
            @Size(min = 12) String password) {}
}
