package io.fairwell.testing;

import io.fairwell.money.MoneyJson;
import io.fairwell.vault.VaultConfiguration;
import org.springframework.context.annotation.Import;

/** What {@link DatabaseTest} starts from. No {@code @Configuration}: the application's scan must not find it. */
@Import({ClockConfiguration.class, MoneyJson.class, VaultConfiguration.class})
class DatabaseContext {}
