package io.fairwell.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    /** The end of the chain as this node has last seen it: never goes down. */
    @Bean
    MeterBinder auditMetrics(Sealer sealer) {
        return registry -> Gauge.builder(
                        "fairwell.audit.sequence", sealer, each -> each.seen().sequence())
                .register(registry);
    }
}
