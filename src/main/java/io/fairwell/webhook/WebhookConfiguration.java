package io.fairwell.webhook;

import io.fairwell.delivery.Dispatcher;
import io.fairwell.delivery.OutboundHttp;
import java.net.InetAddress;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    @Bean
    Callbacks callbacks(WebhookProperties properties, @Value("${fairwell.demo:false}") boolean demo) {
        boolean allowPrivate = properties.allowPrivate() == null ? demo : properties.allowPrivate();
        return new Callbacks(allowPrivate, properties.ports(), InetAddress::getAllByName);
    }

    @Bean
    OutboundHttp webhookHttp(Callbacks callbacks) {
        return new OutboundHttp(callbacks, OutboundHttp.Budget.USUAL);
    }

    @Bean
    WebhookCourier webhookCourier(
            WebhookQueue queue,
            WebhookEndpoints endpoints,
            WebhookSecrets secrets,
            Pauses pauses,
            Callbacks callbacks,
            @Qualifier("webhookHttp") OutboundHttp http,
            WebhookProperties properties,
            Clock clock) {
        return new WebhookCourier(queue, endpoints, secrets, pauses, callbacks, http, properties.perHost(), clock);
    }

    @Bean
    WebhookWorker webhookWorker(WebhookProperties properties, WebhookCourier courier, WebhookQueue queue, Clock clock) {
        return new WebhookWorker(properties, new Dispatcher<>(courier, clock), queue::parkWhatWaitsInVain);
    }
}
