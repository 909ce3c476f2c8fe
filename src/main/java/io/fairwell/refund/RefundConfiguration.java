package io.fairwell.refund;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    RefundProperties.class,
    WatchProperties.class,
    ReconciliationProperties.class,
    HttpGatewayProperties.class,
    StripeProperties.class
})
class RefundConfiguration {

    /** Where no other bean is one, because the name of the gateway is wrong. */
    @Bean
    @Lazy
    @Fallback
    PaymentGateway unknownGateway(@Value("${fairwell.refund.gateway:sandbox}") String name) {
        throw new GatewayMisconfigured(
                "fairwell.refund.gateway is \"" + name + "\": there is no such payment gateway.",
                "Set fairwell.refund.gateway to sandbox, http or stripe.");
    }
}
