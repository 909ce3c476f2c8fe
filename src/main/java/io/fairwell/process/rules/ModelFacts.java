package io.fairwell.process.rules;

import java.util.Optional;
import java.util.Set;

/** What models may refer to, as the application knows it. */
public interface ModelFacts {

    /** What a bean can be for a model. */
    enum Role {
        DELEGATE,
        TASK_LISTENER,
        EXECUTION_LISTENER
    }

    boolean is(String bean, Role role);

    /** Names of the texts or times that a bean gives; empty for a bean that gives none. */
    Set<String> properties(String bean);

    /** The type of a process variable; empty where it is not declared. */
    Optional<Class<?>> variable(String name);
}
