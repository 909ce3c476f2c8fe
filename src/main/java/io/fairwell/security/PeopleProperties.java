package io.fairwell.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param passwordStrength logarithm of bcrypt's rounds; one more doubles what a sign-in costs. 12 is a quarter of a
 *     second of one processor: nothing for a person, far too much for a list of passwords
 * @param sessionLifetime after so long people sign in again, however busy they are
 */
@Validated
@ConfigurationProperties("fairwell.security.people")
record PeopleProperties(
        @DefaultValue("12") @Min(10) @Max(16) int passwordStrength,

        @DefaultValue("12h") @DurationMin(minutes = 5) @DurationMax(days = 7)
        Duration sessionLifetime) {}
