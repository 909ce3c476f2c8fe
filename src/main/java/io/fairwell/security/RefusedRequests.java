package io.fairwell.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Requests that are refused before anything of ours has looked at them say why in our words too. */
@Configuration(proxyBeanMethods = false)
class RefusedRequests {

    /** Spring Security lets nothing pass whose address could mean two things. */
    @Bean
    RequestRejectedHandler ambiguousAddress(SecurityProblems problems) {
        return (request, response, refused) ->
                problems.write(request, response, HttpStatus.BAD_REQUEST, "malformed-request");
    }

    @Bean
    HttpFirewall headersInAnyLanguage() {
        return new HeaderFirewall();
    }

    @Bean
    FilterRegistrationBean<Filter> disguisedAddresses(SecurityProblems problems) {
        var registration = new FilterRegistrationBean<Filter>(new DisguisedAddresses(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** In place of Spring Boot's, at its place and on its condition. */
    @Bean
    @ConditionalOnProperty(name = "server.forward-headers-strategy", havingValue = "framework")
    FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders(ClientAddress addresses) {
        var registration = new FilterRegistrationBean<ForwardedHeaderFilter>(new ForwardedHeaders(addresses));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /**
     * Without an order, so it comes after Spring Boot's own, which puts a report there too: the valve that was added last
     * is nearest to the application and answers.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noHttp(SecurityProblems problems) {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ServerProblems(problems)));
    }
}
