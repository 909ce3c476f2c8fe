package io.fairwell.process.guard;

import io.fairwell.process.rules.FindingTexts;
import java.util.List;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.query.Query;

/**
 * Stores only filters whose expressions are among the few that are harmless, and joins none to a stored one when it is
 * used. What was stored on another way is stopped when it is evaluated, by {@link GuardedExpressions}.
 */
public final class GuardedFilters extends FilterServiceImpl {

    private final FindingTexts texts;

    public GuardedFilters(FindingTexts texts) {
        this.texts = texts;
    }

    @Override
    public Filter saveFilter(Filter filter) {
        QueryGuard.refuseOtherExpressions(filter.getQuery(), texts);
        return super.saveFilter(filter);
    }

    @Override
    public <T, Q extends Query<?, T>> List<T> list(String filterId, Q more) {
        QueryGuard.refuseExpressions(more, texts);
        return super.list(filterId, more);
    }

    @Override
    public <T, Q extends Query<?, T>> List<T> listPage(String filterId, Q more, int firstResult, int maxResults) {
        QueryGuard.refuseExpressions(more, texts);
        return super.listPage(filterId, more, firstResult, maxResults);
    }

    @Override
    public <T, Q extends Query<?, T>> T singleResult(String filterId, Q more) {
        QueryGuard.refuseExpressions(more, texts);
        return super.singleResult(filterId, more);
    }

    @Override
    public Long count(String filterId, Query<?, ?> more) {
        QueryGuard.refuseExpressions(more, texts);
        return super.count(filterId, more);
    }
}
