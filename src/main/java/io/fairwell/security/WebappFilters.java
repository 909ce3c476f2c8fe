package io.fairwell.security;

import jakarta.servlet.Filter;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * One sign-on for the engine's web applications: behind Spring Security's filter, before the applications' own. And what
 * is answered while the database is away, in front of them all.
 */
@Configuration(proxyBeanMethods = false)
class WebappFilters {

    private static final int AFTER_SPRING_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    @Bean
    FilterRegistrationBean<Filter> webappSignOn() {
        var registration = registration(
                new ContainerBasedAuthenticationFilter(), "/camunda/app/*", "/camunda/api/*", "/camunda/lib/*");
        registration.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, WebappSignOn.class.getName());
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> webappLogout(ApplicationEventPublisher events) {
        return registration(new WebappLogout(events), "/camunda/api/admin/auth/user/*");
    }

    @Bean
    FilterRegistrationBean<Filter> databaseAway(SecurityProblems problems) {
        var registration = new FilterRegistrationBean<Filter>(new DatabaseAwayFilter(problems));
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String... patterns) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(patterns);
        registration.setOrder(AFTER_SPRING_SECURITY);
        return registration;
    }
}
