package io.fairwell.process.guard;

import io.fairwell.process.rules.Expressions;
import io.fairwell.process.rules.Fault;
import io.fairwell.process.rules.FindingTexts;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lets no query of the moment pass that has an expression anywhere in it. The engine itself looks at the outermost
 * conditions only, not at those joined by "or" (CVE-2026-109432).
 */
public final class QueryGuard extends CommandInterceptor {

    private final FindingTexts texts;

    public QueryGuard(FindingTexts texts) {
        this.texts = texts;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseExpressions(query, texts);
        }
        return next.execute(command);
    }

    /** @throws BadUserRequestException where there is one */
    static void refuseExpressions(@Nullable Query<?, ?> query, FindingTexts texts) {
        if (expressions(query).findAny().isPresent()) {
            throw new BadUserRequestException(texts.of(Fault.QUERY_WITH_EXPRESSION));
        }
    }

    /** @throws BadUserRequestException where one is none of the few that stored queries may have */
    static void refuseOtherExpressions(@Nullable Query<?, ?> query, FindingTexts texts) {
        if (!expressions(query).allMatch(Expressions::isForQueries)) {
            throw new BadUserRequestException(texts.of(Fault.QUERY_EXPRESSION));
        }
    }

    private static Stream<String> expressions(@Nullable Query<?, ?> query) {
        List<? extends AbstractQuery<?, ?>> parts = query instanceof TaskQueryImpl tasks
                ? tasks.getQueries()
                : query instanceof AbstractQuery<?, ?> other ? List.of(other) : List.of();
        return Stream.concat(Stream.ofNullable((AbstractQuery<?, ?>) query), parts.stream())
                .map(part -> part.getExpressions().values())
                .flatMap(Collection::stream);
    }
}
