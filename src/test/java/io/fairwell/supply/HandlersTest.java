package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.FairwellTest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ModelAttributeMethodProcessor;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** What the running application does with requests, libraries of others included, as far as a weakness depends on it. */
@FairwellTest
class HandlersTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private RequestMappingHandlerAdapter adapter;

    @Autowired
    private ApplicationContext context;

    /** Then nobody can make a list grow, or reach a property, by the name of a parameter. */
    @Test
    void noneBindsParametersIntoAnObject() {
        List<MethodParameter> parameters = handlers()
                .flatMap(handler -> Stream.of(handler.getMethodParameters()))
                .toList();
        assertThat(parameters).hasSizeGreaterThan(100);
        assertThat(parameters).filteredOn(this::isBound).isEmpty();
    }

    private boolean isBound(MethodParameter parameter) {
        HandlerMethodArgumentResolver first = Objects.requireNonNull(adapter.getArgumentResolvers()).stream()
                .filter(resolver -> resolver.supportsParameter(parameter))
                .findFirst()
                .orElseThrow();
        return first instanceof ModelAttributeMethodProcessor;
    }

    @Test
    void noneSendsEventsToABrowser() {
        assertThat(mapping.getHandlerMethods().keySet())
                .allSatisfy(route -> assertThat(route.getProducesCondition().getProducibleMediaTypes())
                        .doesNotContain(MediaType.TEXT_EVENT_STREAM));
        assertThat(handlers())
                .noneMatch(handler -> ResponseBodyEmitter.class.isAssignableFrom(
                        handler.getReturnType().getParameterType()));
    }

    /** Files have one name and one encoding each, and are looked up anew: no cache to poison, no version to guess. */
    @Test
    void filesAreServedWithoutResourceChains() {
        assertThat(context.getBeansOfType(ResourceHttpRequestHandler.class).values())
                .allSatisfy(files -> assertThat(files.getResourceResolvers())
                        .noneMatch(resolver ->
                                resolver.getClass().getSimpleName().matches("(Version|Encoded|Caching).*")));
    }

    @Test
    void noViewIsMadeByXsltOrATemplateLanguageOfOthers() {
        assertThat(context.getBeanDefinitionNames())
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.matches("(?i).*(xslt|freemarker|groovymarkup|scripttemplate).*"));
    }

    @Test
    void noTokenIsLookedUpByComparing() {
        assertThat(context.getBeansOfType(InMemoryOAuth2AuthorizationService.class))
                .isEmpty();
    }

    private Stream<HandlerMethod> handlers() {
        return mapping.getHandlerMethods().values().stream();
    }
}
