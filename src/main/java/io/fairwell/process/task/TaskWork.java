package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import io.fairwell.process.Variables.Variable;
import io.fairwell.terms.CaseStatements;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * What all user tasks have in common. When they appear they get a due date and the refund statement, and the case says who is awaited; when they
 * are completed the decision is carried to the case, and what the case refuses is told to the person in words.
 */
@Component
class TaskWork {

    /** What the last person decided, here or in an earlier round, is no suggestion and no default for the next. */
    private static final List<Variable<String>> DECISIONS = List.of(
            Variables.IDENTITY_DECISION,
            Variables.REVIEW_DECISION,
            Variables.APPROVAL_DECISION,
            Variables.FOLLOW_UP_RESULT,
            Variables.RIGHTS_RESULT,
            Variables.REFUND_RESOLUTION,
            Variables.DISPUTE_ANSWER,
            Variables.DISPUTE_DECISION,
            Variables.FAILURE_RESOLUTION,
            Variables.CHASE_RESULT,
            Variables.DISCREPANCY_RESULT);

    private final RunningCases cases;
    private final Deadlines deadlines;
    private final CaseStatements statements;
    private final StatementTable table;
    private final ProcessTexts texts;

    TaskWork(
            RunningCases cases,
            Deadlines deadlines,
            CaseStatements statements,
            StatementTable table,
            ProcessTexts texts) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.statements = statements;
        this.table = table;
        this.texts = texts;
    }

    /** @throws FormRefused with the reason in the language of the person's browser */
    void handle(DelegateTask task, Awaited awaited, Consumer<DelegateTask> decision) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())) {
            appear(task, awaited);
            return;
        }
        try {
            decision.accept(task);
        } catch (DecisionRefused e) {
            throw new FormRefused(texts.of(e), e);
        }
        forgetUndeclared(task);
    }

    /** Whatever else came with the form, through Tasklist or past it, does not stay in the engine. */
    private static void forgetUndeclared(DelegateTask task) {
        Set.copyOf(task.getVariableNames()).stream()
                .filter(name -> !Variables.isDeclared(name))
                .forEach(task::removeVariable);
    }

    private void appear(DelegateTask task, Awaited awaited) {
        DECISIONS.forEach(decision -> task.removeVariable(decision.name()));
        Instant due = deadlines.due();
        task.setDueDate(Date.from(due));
        if (task.getExecution().getProcessBusinessKey() == null) {
            // Work about a payment that belongs to no case.
            return;
        }
        CancellationCase waiting = cases.change(cases.number(task), (c, now) -> awaited.mark(c, due, now));
        statements.withoutWords(waiting).ifPresent(statement -> {
            Variables.REFUND_SHOWN.setLocal(task, statement.refund().toString());
            Variables.REFUND_STATEMENT.setLocal(task, table.of(statement));
        });
    }

    /** How a case says that this task awaits somebody. */
    @FunctionalInterface
    interface Awaited {
        CancellationCase mark(CancellationCase running, Instant due, Instant now);
    }
}
