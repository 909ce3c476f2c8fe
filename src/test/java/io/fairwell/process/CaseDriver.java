package io.fairwell.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.testing.MutableClock;
import io.fairwell.testing.OpenedLetters;
import io.fairwell.vault.Vault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drives one case as customers, people, timers and workers would, step by step and without a job executor. */
@Component
class CaseDriver {

    private static final String PROCESS = "cancellation";

    private final Cancellations cancellations;
    private final CancellationCases cases;
    private final Subscriptions subscriptions;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final HistoryService history;
    private final IdentityService identities;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final MutableClock clock;

    CaseDriver(
            Cancellations cancellations,
            CancellationCases cases,
            Subscriptions subscriptions,
            ProcessEngine engine,
            JdbcClient jdbc,
            Vault vault,
            MutableClock clock) {
        this.cancellations = cancellations;
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.runtime = engine.getRuntimeService();
        this.tasks = engine.getTaskService();
        this.management = engine.getManagementService();
        this.history = engine.getHistoryService();
        this.identities = engine.getIdentityService();
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** A used video subscription, 12 of 30 days into its term, with everything else as plain as can be. */
    Subscription subscription(UnaryOperator<Sketch> change) {
        Sketch sketch = change.apply(new Sketch());
        Subscription made = sketch.build(LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")));
        subscriptions.put(made);
        return subscriptions.get("main", made.id());
    }

    /** What tests vary about a subscription. */
    static final class Sketch {
        String id = "sub-" + UUID.randomUUID();
        String terms = "video-monthly";
        String paid = "25.00";
        String benefits = "0.00";
        String currency = "CNY";
        PaymentRoute route = PaymentRoute.CARD;
        Channel channel = Channel.DIRECT;
        boolean used = true;
        boolean autoRenew = true;
        int points;
        int devices;
        List<String> subAccounts = List.of();
        boolean installments;
        String cardMask;
        Contact contact = new Contact(UUID.randomUUID() + "@example.org", null, "Wang Fang");
        Period period = Period.ofMonths(1);
        int daysIn = 12;
        String jurisdiction = "CN";
        String customer;

        Sketch with(java.util.function.Consumer<Sketch> change) {
            change.accept(this);
            return this;
        }

        private Subscription build(LocalDate today) {
            LocalDate start = today.minusDays(daysIn);
            Money price = Money.parse(currency + " " + paid);
            return new Subscription(
                    "main",
                    id,
                    customer == null ? "cust-" + id : customer,
                    "plan-" + terms,
                    Map.of("en", "Plan", "zh-CN", "套餐"),
                    terms,
                    jurisdiction,
                    ZoneId.of("Asia/Shanghai"),
                    channel,
                    route,
                    autoRenew,
                    period,
                    price,
                    price,
                    start,
                    start,
                    start.plus(period),
                    used,
                    Money.of(price.getCurrencyUnit(), new BigDecimal(benefits), RoundingMode.UNNECESSARY),
                    points,
                    0,
                    subAccounts,
                    devices,
                    installments,
                    contact,
                    cardMask,
                    null,
                    null,
                    RenewalState.ON,
                    PointsState.USABLE,
                    null);
        }
    }

    /** What tests vary about a declaration; attested, confirmed and at the period's end unless changed. */
    static final class Wish {
        ReasonCode reason;
        EffectiveMode mode = EffectiveMode.PERIOD_END;
        IdentityMethod method = IdentityMethod.CODE;
        LocalDate date;
        boolean talkWanted;
        boolean attested = true;
        boolean confirmed = true;
        LocalDate declaredOn;
        Contact contact;

        Wish with(java.util.function.Consumer<Wish> change) {
            change.accept(this);
            return this;
        }
    }

    CaseNumber declare(Subscription subscription, UnaryOperator<Wish> change) {
        Wish wish = change.apply(new Wish());
        return cancellations
                .declare(new Declaration(
                        "main",
                        "test-client",
                        subscription.id(),
                        null,
                        null,
                        wish.reason,
                        null,
                        wish.mode,
                        wish.date,
                        wish.declaredOn,
                        "WEB",
                        "en",
                        wish.contact,
                        wish.method,
                        wish.attested ? "test-client" : null,
                        null,
                        null,
                        wish.confirmed,
                        null,
                        null,
                        wish.talkWanted))
                .number();
    }

    CancellationCase get(CaseNumber number) {
        return cases.get(number);
    }

    Subscription subscriptionOf(CaseNumber number) {
        return subscriptions.get("main", get(number).request().subscriptionId());
    }

    Actor customer(CaseNumber number) {
        return Actor.customer(get(number).request().customerId());
    }

    List<CaseEvent.Kind> events(CaseNumber number) {
        return cases.timeline(number).stream().map(CaseEvent::kind).toList();
    }

    /** Runs the asynchronous steps of the case until it waits for somebody, or for time. */
    void work(CaseNumber number) {
        for (int i = 0; i < 20; i++) {
            List<Job> ready =
                    ofCase(number, management.createJobQuery().messages().withRetriesLeft());
            if (ready.isEmpty()) {
                return;
            }
            ready.forEach(job -> management.executeJob(job.getId()));
        }
        throw new AssertionError("the case never comes to rest");
    }

    /** Lets the timer at that event fire, whatever its time, and goes on working. */
    void fire(CaseNumber number, String activity) {
        management.executeJob(timer(number, activity).getId());
        work(number);
    }

    Job timer(CaseNumber number, String activity) {
        return ofCase(number, management.createJobQuery().timers().activityId(activity)).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no timer at " + activity));
    }

    boolean waitsAt(CaseNumber number, String activity) {
        return !ofCase(number, management.createJobQuery().timers().activityId(activity))
                .isEmpty();
    }

    /** Many cases live in one database, so the engine is not asked about each job of all of them. */
    private List<Job> ofCase(CaseNumber number, JobQuery query) {
        Set<String> instances =
                runtime.createProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                        .map(ProcessInstance::getId)
                        .collect(toSet());
        return query.list().stream()
                .filter(job -> instances.contains(job.getProcessInstanceId()))
                .toList();
    }

    Task task(CaseNumber number, String key) {
        Task found = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .taskDefinitionKey(key)
                .singleResult();
        assertThat(found).as(key).isNotNull();
        return found;
    }

    List<String> openTasks(CaseNumber number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number.value()).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** Completes a task as this person would in Tasklist, and goes on working. */
    void complete(CaseNumber number, String key, String person, Map<String, Object> form) {
        completeOnly(number, key, person, form);
        work(number);
    }

    /** As {@link #complete}, but what follows has yet to be done. */
    void completeOnly(CaseNumber number, String key, String person, Map<String, Object> form) {
        Task task = task(number, key);
        identities.setAuthentication(person, List.of("support", "supervisors"), List.of("main"));
        try {
            tasks.complete(task.getId(), form);
        } finally {
            identities.clearAuthentication();
        }
    }

    /** As {@link #fire}, but what follows has yet to be done. */
    void fireOnly(CaseNumber number, String activity) {
        management.executeJob(timer(number, activity).getId());
    }

    /** Runs this one asynchronous step. */
    void run(CaseNumber number, String activity) {
        management.executeJob(job(number, activity).getId());
    }

    /** Completes a task in vain. @return why the person was refused */
    DecisionRefused.Why refused(CaseNumber number, String key, String person, Map<String, Object> form) {
        Throwable thrown = catchThrowable(() -> complete(number, key, person, form));
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecisionRefused refused) {
                return refused.why();
            }
        }
        throw new AssertionError("not refused", thrown);
    }

    /** The next asynchronous step, which must be this one. */
    Job job(CaseNumber number, String activity) {
        return ofCase(number, management.createJobQuery().activityId(activity)).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no job at " + activity));
    }

    /** Runs a step that fails until its retries are used up. @return how often it was tried */
    int failForGood(CaseNumber number, String activity) {
        String id = job(number, activity).getId();
        for (int tries = 1; tries <= 20; tries++) {
            assertThat(catchThrowable(() -> management.executeJob(id)))
                    .as("try %d", tries)
                    .isNotNull();
            if (management.createJobQuery().jobId(id).noRetriesLeft().count() == 1) {
                return tries;
            }
        }
        throw new AssertionError("the retries of " + activity + " never end");
    }

    /** What an operator does in Cockpit. */
    void giveRetry(CaseNumber number, String activity) {
        management.setJobRetries(job(number, activity).getId(), 1);
    }

    long incidents(CaseNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), PROCESS)
                .withIncident()
                .count();
    }

    /** How each process about a failure of this case has ended: empty for one that runs. */
    List<String> failures(CaseNumber number) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .processDefinitionKey("technical-failure")
                .list()
                .stream()
                .map(failure -> failure.getEndTime() == null ? "" : end(failure.getId()))
                .toList();
    }

    private String end(String instance) {
        return history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .activityType("noneEndEvent")
                .completeScope()
                .orderPartiallyByOccurrence()
                .desc()
                .listPage(0, 1)
                .get(0)
                .getActivityId();
    }

    /** From now on the system that keeps subscriptions knows nothing of this one; the gateway is not affected. */
    void lose(Subscription subscription) {
        rename(subscription.id(), subscription.id() + "-lost");
    }

    void find(Subscription subscription) {
        rename(subscription.id() + "-lost", subscription.id());
    }

    private void rename(String from, String to) {
        assertThat(jdbc.sql("UPDATE subscription SET id = ? WHERE id = ?")
                        .params(to, from)
                        .update())
                .isOne();
    }

    int mandatesRevokedAtTheGateway(Subscription subscription) {
        return jdbc.sql("SELECT count(*) FROM sandbox_mandate WHERE subscription_id = ?")
                .param(subscription.id())
                .query(Integer.class)
                .single();
    }

    /** Ids of everything the process of the case has passed, in order. */
    List<String> passed(CaseNumber number) {
        return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                .flatMap(instance -> history
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .finished()
                        .orderPartiallyByOccurrence()
                        .asc()
                        .list()
                        .stream())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** Whether somebody still waits for the money to arrive. */
    boolean isFollowed(CaseNumber number) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), "refund-settlement")
                        .count()
                > 0;
    }

    boolean isEnded(CaseNumber number) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), "cancellation")
                        .count()
                == 0;
    }

    /** Kinds of letters written in this case, in order. */
    List<String> letters(CaseNumber number) {
        return jdbc.sql("SELECT kind FROM outbox_message WHERE case_number = ? ORDER BY created_at, id")
                .param(number.value())
                .query(String.class)
                .list();
    }

    List<String> recipients(CaseNumber number) {
        return OpenedLetters.column(jdbc, vault, number.value(), "%", "recipient").stream()
                .distinct()
                .toList();
    }

    /** The code in the letter that was sent last. */
    String sentCode(CaseNumber number) {
        var matcher = java.util.regex.Pattern.compile("\\b(\\d{6})\\b").matcher(letter(number, "CODE"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    int paymentsAtTheGateway(CaseNumber number) {
        return jdbc.sql("SELECT count(*) FROM sandbox_payment WHERE case_number = ?")
                .param(number.value())
                .query(Integer.class)
                .single();
    }

    /** Lets the timer at that event fire, and nothing that follows from it asynchronously. */
    List<String> candidateGroups(CaseNumber number, String key) {
        return tasks.getIdentityLinksForTask(task(number, key).getId()).stream()
                .map(link -> link.getGroupId())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Null where the running process does not know it. */
    Object variable(CaseNumber number, String name) {
        return runtime
                .createVariableInstanceQuery()
                .processInstanceIdIn(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), "cancellation")
                        .singleResult()
                        .getId())
                .variableName(name)
                .list()
                .stream()
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse(null);
    }

    /** What a person at this task can be shown. */
    Object shownAt(CaseNumber number, String key, String name) {
        return tasks.getVariable(task(number, key).getId(), name);
    }

    /** Where the engine keeps this text; any engine table that can hold a variable, a detail or a comment. */
    List<String> engineTablesWith(String text) {
        return List.of(
                        "act_ru_variable WHERE text_ LIKE :t OR text2_ LIKE :t",
                        "act_hi_varinst WHERE text_ LIKE :t OR text2_ LIKE :t",
                        "act_hi_detail WHERE text_ LIKE :t OR text2_ LIKE :t",
                        "act_hi_comment WHERE message_ LIKE :t",
                        "act_hi_op_log WHERE new_value_ LIKE :t OR org_value_ LIKE :t",
                        "act_hi_taskinst WHERE description_ LIKE :t OR delete_reason_ LIKE :t",
                        "act_ge_bytearray WHERE position(convert_to(trim(both '%' from :t), 'UTF8') in bytes_) > 0")
                .stream()
                .filter(place -> jdbc.sql("SELECT count(*) FROM " + place)
                                .param("t", "%" + text + "%")
                                .query(Integer.class)
                                .single()
                        > 0)
                .toList();
    }

    /** Why a person's decision is refused, or an error where it is not. */
    io.fairwell.cancellation.DecisionRefused.Why refusal(
            CaseNumber number, String key, String person, Map<String, Object> form) {
        try {
            complete(number, key, person, form);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof io.fairwell.cancellation.DecisionRefused refused) {
                    return refused.why();
                }
            }
            throw e;
        }
        throw new AssertionError(key + " was completed");
    }

    /** What was given to those who stay: kind, percent and cycles of each row. */
    List<String> offersApplied(CaseNumber number) {
        return jdbc.sql("SELECT kind || ' ' || percent || ' ' || cycles FROM subscription_offer WHERE case_number = ?")
                .param(number.value())
                .query(String.class)
                .list();
    }

    /** The text of the letter of that kind that was written last. */
    String letter(CaseNumber number, String kind) {
        List<String> texts = OpenedLetters.column(jdbc, vault, number.value(), kind, "text");
        return texts.get(texts.size() - 1);
    }

    /** Values of all variables the process of the case ever had, as the history keeps them. */
    List<String> variablesEver(CaseNumber number) {
        return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                .flatMap(instance ->
                        history
                                .createHistoricVariableInstanceQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .map(variable -> String.valueOf(variable.getValue()))
                .toList();
    }
}
