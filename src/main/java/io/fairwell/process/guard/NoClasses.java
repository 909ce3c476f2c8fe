package io.fairwell.process.guard;

import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;

/** Makes nothing of what a model names by its class; that includes the engine's own tasks that run commands or send mail. */
public final class NoClasses implements ArtifactFactory {

    @Override
    public <T> T getArtifact(Class<T> type) {
        throw new ProcessEngineException("Models cannot name classes; this one is " + type.getName());
    }
}
