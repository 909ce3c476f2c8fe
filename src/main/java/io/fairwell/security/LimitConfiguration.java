package io.fairwell.security;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fairwell.audit.AuditTrail;
import io.fairwell.audit.Refusals;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;

/**
 * The order in which a request is looked at: where it came from, how much that address has asked, how large it is, who is
 * asking (Spring Security), how much they have asked. Around all but the first, the audit trail.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    private static final int BEFORE_SPRING_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER - 4;
    private static final int DEEPEST_JSON = 100;

    @Bean
    ClientAddress clientAddress(LimitProperties properties) {
        return new ClientAddress(properties.trustedProxies());
    }

    @Bean
    RateLimits rateLimits(LimitProperties properties) {
        return new RateLimits(properties, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> intake(
            ClientAddress addresses, LimitProperties properties, SecurityProblems problems) {
        return server -> server.addEngineValves(new Intake(addresses, properties, problems));
    }

    @Bean
    FilterRegistrationBean<Filter> auditedRequests(AuditTrail trail, Refusals refusals) {
        return registration(new AuditFilter(trail, refusals), BEFORE_SPRING_SECURITY);
    }

    @Bean
    FilterRegistrationBean<Filter> addressLimit(RateLimits limits, SecurityProblems problems) {
        return registration(new AddressLimit(limits, problems), BEFORE_SPRING_SECURITY + 1);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimits(SecurityProblems problems) {
        return registration(new BodyLimits(problems), BEFORE_SPRING_SECURITY + 2);
    }

    @Bean
    FilterRegistrationBean<Filter> callerLimit(RateLimits limits, SecurityProblems problems) {
        return registration(new CallerLimit(limits, problems), SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    }

    /** So that the audit trail knows who was refused. */
    @Bean
    AuthorizationEventPublisher deniedRequests(ApplicationEventPublisher publisher) {
        return new SpringAuthorizationEventPublisher(publisher);
    }

    /** What is read from outside is bounded further by its readers; this is for all that nobody has thought of. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer shallowJson() {
        return builder -> builder.postConfigurer(mapper -> mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST_JSON)
                        .build()));
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
