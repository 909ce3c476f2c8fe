package io.fairwell.process;

import java.util.List;
import org.camunda.bpm.engine.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a file that is to be deployed.
 *
 * @param getElementIds what a modeler can highlight
 */
record FileProblem(String getMessage, List<String> getElementIds) implements Problem {

    @Override
    public int getLine() {
        return 0;
    }

    @Override
    public int getColumn() {
        return 0;
    }

    @Override
    public @Nullable String getMainElementId() {
        return getElementIds.isEmpty() ? null : getElementIds.get(0);
    }
}
