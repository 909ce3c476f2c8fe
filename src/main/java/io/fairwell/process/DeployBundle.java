package io.fairwell.process;

import io.fairwell.process.rules.Fault;
import io.fairwell.process.rules.FindingTexts;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys a bundle whole: a deployment that holds some of our processes, decisions or forms is completed with the
 * others of the newest bundle, because a case goes by what stands in the deployment of its process. What is none of
 * ours is left alone, and so is what the application deploys at its start, which is whole. Whoever comes over the
 * network deploys nothing, but learns whether it could be deployed.
 */
class DeployBundle extends DeployCmd {

    /** Source of what the application deploys at its start. */
    static final String AT_START = "fairwell";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeployBundle.class);

    private boolean completed;

    @SuppressWarnings("serial") // a command is never stored
    private final FindingTexts texts;

    @SuppressWarnings("serial")
    private final DeploymentGate gate;

    DeployBundle(DeploymentBuilderImpl builder, FindingTexts texts, DeploymentGate gate) {
        super(builder);
        this.texts = texts;
        this.gate = gate;
    }

    /** Called once the caller has been found to be allowed to deploy, with what is deployed again. */
    @Override
    protected void addResources(List<ResourceEntity> resources, DeploymentBuilderImpl builder) {
        super.addResources(resources, builder);
        CommandContext context = Context.getCommandContext();
        boolean called = context.getAuthenticatedUserId() != null;
        if (called && !builder.getResourceNames().stream().allMatch(ResourceKeys::isDecisionOrForm)) {
            // Whoever may deploy a process may run any program here.
            throw new BadUserRequestException(texts.of(Fault.NO_RULES_FILE));
        }
        if (called || !AT_START.equals(builder.getDeployment().getSource())) {
            context.runWithoutAuthorization(() -> {
                complete(builder, context);
                return null;
            });
        }
        if (called) {
            refuse(builder);
        }
    }

    /** Whoever calls is told what is wrong, as before; where nothing is, that one person alone changes no rules. */
    private void refuse(DeploymentBuilderImpl builder) {
        Map<String, byte[]> files = new TreeMap<>();
        resources(builder.getDeployment()).forEach((name, resource) -> files.put(name, resource.getBytes()));
        gate.check(files);
        throw new BadUserRequestException(texts.of(Fault.PROPOSE_INSTEAD));
    }

    private void complete(DeploymentBuilderImpl builder, CommandContext context) {
        // Two people who deploy at the same time must not take back each other's change.
        acquireExclusiveLock(context);
        List<ResourceEntity> bundle = newestBundle(context);
        Set<String> given = new HashSet<>();
        resources(builder.getDeployment()).values().forEach(resource -> given.addAll(ResourceKeys.of(resource)));
        completed = bundle.stream().map(ResourceKeys::of).flatMap(Set::stream).anyMatch(given::contains);
        if (!completed) {
            return;
        }
        if (builder.getDeployment().getTenantId() != null) {
            // Cases are started by key: a second process of that key would leave nobody knowing which one is meant.
            throw new BadUserRequestException(texts.of(Fault.FOR_ONE_TENANT));
        }
        for (ResourceEntity resource : bundle) {
            boolean replaced = builder.getResourceNames().contains(resource.getName())
                    || ResourceKeys.of(resource).stream().anyMatch(given::contains);
            if (!replaced) {
                builder.addInputStream(resource.getName(), new ByteArrayInputStream(resource.getBytes()));
            }
        }
        if (context.getAuthenticatedUserId() == null) {
            LOG.info("Deploying a bundle with {} changed", given);
        }
    }

    /** All or nothing: compared with the newest bundle, not with an older deployment that has the same name. */
    @Override
    protected Map<String, ResourceEntity> resolveResourcesToDeploy(CommandContext context, DeploymentEntity candidate) {
        if (!completed) {
            return super.resolveResourcesToDeploy(context, candidate);
        }
        boolean unchanged = deploymentBuilder.isDuplicateFilterEnabled()
                && isNewestBundleNamed(candidate.getName(), context)
                && isSame(candidate.getResources(), newestBundle(context));
        return unchanged ? Map.of() : candidate.getResources();
    }

    private static boolean isNewestBundleNamed(@Nullable String name, CommandContext context) {
        @Nullable
        DeploymentEntity last =
                name == null ? null : context.getDeploymentManager().findLatestDeploymentByName(name);
        return last != null && isInDeployment(newestProcess(context), last);
    }

    private static boolean isInDeployment(@Nullable ProcessDefinitionEntity process, DeploymentEntity deployment) {
        return process != null && process.getDeploymentId().equals(deployment.getId());
    }

    private static boolean isSame(Map<String, ResourceEntity> candidate, List<ResourceEntity> bundle) {
        return candidate.size() == bundle.size()
                && bundle.stream()
                        .allMatch(resource -> candidate.containsKey(resource.getName())
                                && Arrays.equals(
                                        candidate.get(resource.getName()).getBytes(), resource.getBytes()));
    }

    private static List<ResourceEntity> newestBundle(CommandContext context) {
        ProcessDefinitionEntity newest = newestProcess(context);
        return newest == null
                ? List.of()
                : context.getResourceManager().findResourcesByDeploymentId(newest.getDeploymentId());
    }

    private static @Nullable ProcessDefinitionEntity newestProcess(CommandContext context) {
        return context.getProcessDefinitionManager()
                .findLatestProcessDefinitionByKeyAndTenantId(EngineDecisionTables.PROCESS, null);
    }

    private static Map<String, ResourceEntity> resources(DeploymentEntity deployment) {
        return deployment.getResources() == null ? Map.of() : deployment.getResources();
    }
}
