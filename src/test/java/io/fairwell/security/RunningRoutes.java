package io.fairwell.security;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route of the running application, asked of whoever would serve it. */
final class RunningRoutes {

    private static final String WEBAPPS = "/camunda/api/";

    private final ApplicationContext application;

    private RunningRoutes(ApplicationContext application) {
        this.application = application;
    }

    static Set<Route> of(WebApplicationContext application) {
        RunningRoutes routes = new RunningRoutes(application);
        ServletContext servlets = application.getServletContext();
        Set<Route> found = new TreeSet<>();
        found.addAll(routes.controllers());
        found.addAll(routes.files());
        found.addAll(routes.servlets(servlets));
        found.addAll(routes.engine());
        found.addAll(routes.signIn());
        return found;
    }

    /** Those of the management endpoints too. */
    private List<Route> controllers() {
        return application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RunningRoutes::routes)
                .toList();
    }

    private static Stream<Route> routes(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        Set<String> verbs = methods.isEmpty()
                ? Set.of("GET", "POST")
                : methods.stream().map(Enum::name).collect(Collectors.toSet());
        return mapping.getPatternValues().stream()
                .flatMap(path -> verbs.stream().map(verb -> Route.of(verb, path)));
    }

    private List<Route> files() {
        return application.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().keySet().stream())
                .map(path -> Route.of("GET", path))
                .toList();
    }

    /** The addresses that a servlet has to itself, to see that none is forgotten. */
    private List<Route> servlets(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .map(ServletRegistration::getMappings)
                .flatMap(mappings -> mappings.stream())
                .map(path -> Route.of("GET", path.endsWith("/*") ? path + "*" : path))
                .toList();
    }

    private List<Route> engine() {
        List<Route> found = new ArrayList<>();
        found.addAll(JaxRsRoutes.of("/engine-rest", CamundaRestResources.getResourceClasses()));
        found.addAll(JaxRsRoutes.of(WEBAPPS + "engine", new EngineRestApplication().getClasses()));
        found.addAll(JaxRsRoutes.of(WEBAPPS + "cockpit", new CockpitApplication().getClasses()));
        found.addAll(JaxRsRoutes.of(WEBAPPS + "admin", new AdminApplication().getClasses()));
        found.addAll(JaxRsRoutes.of(WEBAPPS + "tasklist", new TasklistApplication().getClasses()));
        found.addAll(JaxRsRoutes.of(WEBAPPS + "welcome", new WelcomeApplication().getClasses()));
        EngineRoutes.ALL
                .list()
                .forEach(route -> found.add(Route.of(route.method().name(), route.pattern())));
        return found;
    }

    /** What filters answer: signing in and out, and all that the authorization server could do. */
    private List<Route> signIn() {
        AuthorizationServerSettings server = application.getBean(AuthorizationServerSettings.class);
        Stream<String> paths = Stream.of(
                server.getAuthorizationEndpoint(),
                server.getPushedAuthorizationRequestEndpoint(),
                server.getDeviceAuthorizationEndpoint(),
                server.getDeviceVerificationEndpoint(),
                server.getTokenEndpoint(),
                server.getJwkSetEndpoint(),
                server.getTokenRevocationEndpoint(),
                server.getTokenIntrospectionEndpoint(),
                server.getOidcClientRegistrationEndpoint(),
                server.getOidcUserInfoEndpoint(),
                server.getOidcLogoutEndpoint(),
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
                "/login",
                "/logout");
        return paths.flatMap(path -> Arrays.stream(new String[] {"GET", "POST"}).map(verb -> Route.of(verb, path)))
                .toList();
    }
}
