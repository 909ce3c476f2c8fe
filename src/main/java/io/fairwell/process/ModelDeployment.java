package io.fairwell.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models, decisions and forms together, as one bundle: those inside the application, or those in
 * {@code fairwell.processes.directory}, where analysts need no build. Nothing is deployed when nothing has changed.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 2)
class ModelDeployment extends AbstractCamundaConfiguration implements CamundaDeploymentConfiguration {

    private static final String NAME = "fairwell";
    private static final String MAIN_MODEL = "cancellation.bpmn";
    private static final List<String> PATTERNS = List.of("*.bpmn", "decisions/*.dmn", "forms/*.form");

    private final @Nullable Path directory;

    ModelDeployment(ProcessProperties properties) {
        this.directory = properties.directory();
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setDeploymentName(NAME);
        engine.setDeploymentResources(getDeploymentResources().toArray(Resource[]::new));
    }

    @Override
    public Set<Resource> getDeploymentResources() {
        if (directory != null && !Files.isRegularFile(directory.resolve(MAIN_MODEL))) {
            throw new NoModels(directory.toAbsolutePath());
        }
        String root =
                directory == null ? "classpath:/processes/" : directory.toUri().toString();
        Set<Resource> found = new LinkedHashSet<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String pattern : PATTERNS) {
            try {
                found.addAll(List.of(resolver.getResources((root.endsWith("/") ? root : root + "/") + pattern)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + root + pattern, e);
            }
        }
        return found;
    }
}
