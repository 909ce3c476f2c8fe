package io.fairwell.process;

import io.fairwell.security.CurrentCaller;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Process instances belong to the tenant of whoever starts them; what they start belongs to the same. */
@Component
class CaseTenant implements TenantIdProvider {

    /** Start variable that names the tenant where a process is not started on behalf of whoever calls. */
    static final String TENANT = "startedForTenant";

    private final CurrentCaller caller;

    CaseTenant(@Lazy CurrentCaller caller) {
        this.caller = caller;
    }

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        if (context.getSuperExecution() != null) {
            return context.getSuperExecution().getTenantId();
        }
        Object declared = context.getVariables().get(TENANT);
        return declared instanceof String tenant ? tenant : caller.tenantId();
    }

    @Override
    public @Nullable String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        return null;
    }

    @Override
    public @Nullable String provideTenantIdForHistoricDecisionInstance(
            TenantIdProviderHistoricDecisionInstanceContext context) {
        return context.getExecution() == null ? null : context.getExecution().getTenantId();
    }
}
