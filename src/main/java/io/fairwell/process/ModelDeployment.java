package io.fairwell.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models, decisions and forms together, as one bundle: those inside the application, or those in
 * {@code fairwell.processes.directory}, where analysts need no build. Nothing is deployed when nothing has changed since the last start that deployed: what is
 * deployed in between stays the newest.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 2)
class ModelDeployment extends AbstractCamundaConfiguration implements CamundaDeploymentConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String NAME = "fairwell";
    private static final String MAIN_MODEL = "cancellation.bpmn";
    private static final List<String> PATTERNS = List.of("*.bpmn", "decisions/*.dmn", "forms/*.form");

    private final @Nullable Path directory;

    ModelDeployment(ProcessProperties properties) {
        this.directory = properties.directory();
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        RepositoryService repository = engine.getRepositoryService();
        Optional<Deployment> before = newest(repository);
        DeploymentBuilder builder = repository
                .createDeployment()
                .name(NAME)
                .source(DeployBundle.AT_START)
                .enableDuplicateFiltering(false);
        getDeploymentResources().forEach(resource -> add(builder, resource));
        builder.deploy();
        Optional<Deployment> after = newest(repository);
        before.filter(bundle -> !DeployBundle.AT_START.equals(bundle.getSource()))
                .filter(bundle -> after.stream().noneMatch(now -> now.getId().equals(bundle.getId())))
                .ifPresent(bundle -> LOG.warn(
                        "The models of the application have changed and replace deployment {} of {}, which was made"
                                + " while it ran: deploy again what is to stay",
                        bundle.getName(),
                        bundle.getDeploymentTime()));
    }

    private static void add(DeploymentBuilder builder, Resource resource) {
        try (InputStream content = resource.getInputStream()) {
            builder.addInputStream(Objects.requireNonNull(resource.getFilename()), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static Optional<Deployment> newest(RepositoryService repository) {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(EngineDecisionTables.PROCESS)
                        .withoutTenantId()
                        .latestVersion()
                        .singleResult())
                .map(process -> repository
                        .createDeploymentQuery()
                        .deploymentId(process.getDeploymentId())
                        .singleResult());
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
