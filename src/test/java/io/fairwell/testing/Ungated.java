package io.fairwell.testing;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;

/** Takes the gate away that stands before deployments: to deploy what is fit for tests only, or to see what else holds. */
public final class Ungated {

    private static final String GATE = "io.fairwell.process.DeploymentGate";

    private Ungated() {}

    public static <T> T run(ProcessEngine engine, Supplier<T> deed) {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        List<Deployer> all = configuration.getDeployers();
        List<Deployer> others = all.stream()
                .filter(deployer -> !deployer.getClass().getName().equals(GATE))
                .toList();
        if (others.size() != all.size() - 1) {
            throw new AssertionError("there is no gate, or more than one");
        }
        configuration.getDeploymentCache().setDeployers(others);
        try {
            return deed.get();
        } finally {
            configuration.getDeploymentCache().setDeployers(all);
        }
    }
}
