package io.fairwell.refund;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RefundProperties.class, WatchProperties.class, ReconciliationProperties.class})
class RefundConfiguration {}
