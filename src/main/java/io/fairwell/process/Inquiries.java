package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Questions to the customer: the reviewer has written one, it is sent, waited for and remembered. */
@Component
public class Inquiries {

    private final RunningCases cases;
    private final CaseFiles files;
    private final Letters letters;
    private final Deadlines deadlines;

    Inquiries(RunningCases cases, CaseFiles files, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.files = files;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    public void ask(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        List<CaseMessage> questions = questions(number);
        CaseMessage question = questions.get(questions.size() - 1);
        Instant until = deadlines.answerUntil();
        Actor asking = question.by();
        cases.change(execution, (c, now) -> c.informationRequested(until, asking, now));
        Variables.WAIT_UNTIL.set(execution, Date.from(until));
        Variables.REMINDERS_SENT.set(execution, 0);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.answerReminder(0, until)));
        letters.send(
                number,
                LetterKind.INFORMATION_REQUEST,
                "question-" + questions.size(),
                Map.of("question", question.text(), "until", until.toString()));
    }

    public void remind(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        List<CaseMessage> questions = questions(number);
        int sent = Variables.REMINDERS_SENT.get(execution) + 1;
        Instant until = Variables.WAIT_UNTIL.get(execution).toInstant();
        cases.change(execution, (c, now) -> c.reminderSent(now));
        Variables.REMINDERS_SENT.set(execution, sent);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.answerReminder(sent, until)));
        letters.send(
                number,
                LetterKind.INFORMATION_REMINDER,
                "question-" + questions.size() + "-reminder-" + sent,
                Map.of("question", questions.get(questions.size() - 1).text(), "until", until.toString()));
    }

    private List<CaseMessage> questions(CaseNumber number) {
        return files.messages(number).stream()
                .filter(message -> message.direction() == Direction.TO_CUSTOMER)
                .toList();
    }
}
