package io.fairwell.process;

import io.fairwell.process.rules.FindingTexts;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;

/** The engine's repository, except that a bundle is deployed whole. */
class BundleDeployments extends RepositoryServiceImpl {

    private final FindingTexts texts;
    private final DeploymentGate gate;

    BundleDeployments(FindingTexts texts, DeploymentGate gate) {
        this.texts = texts;
        this.gate = gate;
    }

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        return commandExecutor.execute(new DeployBundle(builder, texts, gate));
    }
}
