package io.fairwell.webhook;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param allowPrivate whether events may go to any address, and over http; only for trying things out. Null: as the
 *     demo is on or off
 * @param ports that addresses may name, unless anything is allowed
 * @param secretOverlap how long a replaced secret goes on signing beside the new one
 * @param threads how many events a node sends at a time
 * @param perHost how many of them to one host
 * @param pollInterval how often a node looks for events that are due; zero switches the looking off
 */
@Validated
@ConfigurationProperties("fairwell.webhooks")
record WebhookProperties(
        @Nullable Boolean allowPrivate,

        @DefaultValue({"443", "8443"}) @NotEmpty Set<Integer> ports,

        @DefaultValue("24h") @DurationMin(minutes = 0) @DurationMax(days = 30)
        Duration secretOverlap,

        @DefaultValue("8") @Min(1) int threads,

        @DefaultValue("2") @Min(1) int perHost,

        @DefaultValue("5s") @NotNull Duration pollInterval) {}
