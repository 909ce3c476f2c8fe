package io.fairwell.process;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * Full history, except for variables that are not declared in {@link Variables}: what people type into forms passes
 * through the engine on its way to the case and must leave no trace there. Of variables that are declared, the last value
 * is kept and not each one before it: what became of a case is told by its own events and decisions, and the values
 * before would be most of what the engine writes.
 */
final class CaseHistoryLevel implements HistoryLevel {

    static final String NAME = "case";
    private static final int ID = 77;
    private static final Set<String> VARIABLE_EVENTS = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE.getEventName());
    private static final Set<String> NEVER = Set.of(
            HistoryEventTypes.FORM_PROPERTY_UPDATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL.getEventName());

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (NEVER.contains(type.getEventName())) {
            return false;
        }
        if (!VARIABLE_EVENTS.contains(type.getEventName())
                && !type.getEntityType().equals("variableInstance")) {
            return true;
        }
        return !(entity instanceof VariableInstanceEntity variable) || Variables.isDeclared(variable.getName());
    }
}
