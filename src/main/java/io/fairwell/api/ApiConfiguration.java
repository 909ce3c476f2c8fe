package io.fairwell.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Old idempotency records are purged on a schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiConfiguration {}
