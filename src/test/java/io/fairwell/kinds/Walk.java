package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.testing.MutableClock;
import io.fairwell.testing.OpenedLetters;
import io.fairwell.vault.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One case from the first call to its end: upstream calls, workers work, people decide and time passes. */
final class Walk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String CASES = "/api/v1/cancellations";

    private final Stage stage;
    private final Language language;
    private final Agreement agreement;
    private ObjectNode wish = JSON.createObjectNode();
    private @Nullable JsonNode quote;
    private String number = "";

    /** Where walks take place. */
    record Stage(Upstream upstream, ProcessEngine engine, JdbcClient jdbc, Vault vault, MutableClock clock) {}

    /** Upstream tells of the agreement. */
    Walk(Stage stage, Language language, Agreement agreement) {
        this.stage = stage;
        this.language = language;
        this.agreement = agreement;
        upstream().put(subscriptionPath(), agreement.facts(), language, 201);
    }

    /** The same agreement, another request. */
    Walk again() {
        return new Walk(stage, language, agreement, true);
    }

    private Walk(Stage stage, Language language, Agreement agreement, boolean known) {
        this.stage = stage;
        this.language = language;
        this.agreement = agreement;
    }

    private Upstream upstream() {
        return stage.upstream();
    }

    private String subscriptionPath() {
        return "/api/v1/subscriptions/" + agreement.id();
    }

    String number() {
        return number;
    }

    Language language() {
        return language;
    }

    // -- what upstream does

    /** @param when IMMEDIATE, PERIOD_END or a day */
    Quoted quote(String when) {
        return quote(when, more -> {});
    }

    Quoted quote(String when, Consumer<ObjectNode> change) {
        wish = JSON.createObjectNode().put("subscriptionId", agreement.id());
        boolean day = when.startsWith("2");
        ObjectNode effective = wish.putObject("effective").put("mode", day ? "DATE" : when);
        if (day) {
            effective.put("date", when);
        }
        change.accept(wish);
        JsonNode answer = upstream().post("/api/v1/quotes", wish, language, 200);
        quote = answer;
        assertThat(subscription().at("/cancellation/where")).isEqualTo(answer.get("where"));
        return new Quoted(answer, language);
    }

    /** As it was quoted, confirmed, by a customer that upstream knows. */
    Walk declare() {
        return declare(body -> body.putObject("identity").put("attestedBy", "shop-login"));
    }

    /** As it was quoted and confirmed; what is known of the customer is up to the change. */
    Walk declare(Consumer<ObjectNode> change) {
        JsonNode answer = upstream().post(CASES, declaration(change), language, 201);
        number = answer.get("caseNumber").asText();
        assertThat(answer.get("status").asText()).isIn("RECEIVED", "VERIFYING");
        assertThat(mails()).as("a receipt at once").startsWith("RECEIPT");
        return this;
    }

    /** @return the problem */
    JsonNode refused(int status) {
        return upstream()
                .post(CASES, declaration(b -> b.putObject("identity").put("attestedBy", "shop")), language, status);
    }

    private ObjectNode declaration(Consumer<ObjectNode> change) {
        ObjectNode body = wish.deepCopy();
        if (quote != null) {
            body.put("quoteId", quote.get("quoteId").asText());
        }
        body.put("confirmed", true).put("locale", language.tag());
        change.accept(body);
        return body;
    }

    Walk post(String action) {
        return post(action, JSON.createObjectNode());
    }

    Walk post(String action, Map<String, String> body) {
        return post(action, JSON.<JsonNode>valueToTree(body));
    }

    private Walk post(String action, JsonNode body) {
        upstream().post(path(action), body, language, 200);
        return work();
    }

    Walk conflict(String action) {
        upstream().post(path(action), JSON.createObjectNode(), language, 409);
        return this;
    }

    /** Upstream tells what has become of the agreement. */
    Walk put(Consumer<Agreement> change) {
        change.accept(agreement);
        upstream().put(subscriptionPath(), agreement.facts(), language, 200);
        return work();
    }

    JsonNode get(String document) {
        return upstream().get(path(document), language);
    }

    JsonNode get() {
        return upstream().get(CASES + "/" + number, language);
    }

    JsonNode subscription() {
        return upstream().get(subscriptionPath(), language);
    }

    /** As banks ask. */
    String pointsStatus(String card) {
        return upstream()
                .get("/v1/points/status?card_no=" + card + "&plan_id=" + agreement.planId(), language)
                .get("cancel_status")
                .asText();
    }

    private String path(String document) {
        return CASES + "/" + number + "/" + document;
    }

    // -- what workers, people and time do

    private List<Job> jobs() {
        return stage
                .engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number, "cancellation")
                .list()
                .stream()
                .flatMap(
                        instance -> stage
                                .engine()
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .toList();
    }

    /** Until the case waits for somebody, or for a time that is still to come. */
    Walk work() {
        for (int i = 0; i < 30; i++) {
            Optional<Job> next = jobs().stream()
                    .filter(job -> isDue(job, stage.clock().instant()))
                    .min(Comparator.comparing(Walk::due));
            if (next.isEmpty()) {
                return this;
            }
            execute(next.get());
        }
        throw new AssertionError("the case never comes to rest");
    }

    private static boolean isDue(Job job, Instant then) {
        return !due(job).isAfter(then);
    }

    /** What goes on at once is due by the clock of the machine, which is not that of the case. */
    private static Instant due(Job job) {
        return MessageEntity.TYPE.equals(((JobEntity) job).getType())
                ? Instant.MIN
                : job.getDuedate().toInstant();
    }

    private void execute(Job job) {
        stage.engine().getManagementService().executeJob(job.getId());
    }

    /** The day begins in Shanghai; whatever was due before it, or with it, has happened. */
    Walk on(String day) {
        return at(LocalDate.parse(day).atStartOfDay(SHANGHAI).toInstant());
    }

    Walk at(Instant then) {
        work();
        for (int i = 0; i < 20; i++) {
            Optional<Instant> due = jobs().stream().map(Walk::due).min(Comparator.naturalOrder());
            if (due.isEmpty() || due.get().isAfter(then)) {
                stage.clock().set(then);
                return this;
            }
            stage.clock().set(due.get());
            work();
        }
        throw new AssertionError("timers without end");
    }

    List<String> tasks() {
        return stage.engine().getTaskService().createTaskQuery().processInstanceBusinessKey(number).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    Walk person(String name, String task, Map<String, Object> form) {
        assertThat(tasks()).containsExactly(task);
        stage.engine().getIdentityService().setAuthentication(name, List.of("support", "supervisors"), List.of("main"));
        try {
            stage.engine()
                    .getTaskService()
                    .complete(
                            stage.engine()
                                    .getTaskService()
                                    .createTaskQuery()
                                    .processInstanceBusinessKey(number)
                                    .singleResult()
                                    .getId(),
                            form);
        } finally {
            stage.engine().getIdentityService().clearAuthentication();
        }
        return work();
    }

    // -- what can be seen

    Walk stands(String status, @Nullable String who, @Nullable String what, @Nullable String until) {
        JsonNode seen = get();
        assertThat(seen.get("status").asText()).isEqualTo(status);
        assertThat(seen.at("/awaiting/who").asText(null)).isEqualTo(who);
        assertThat(seen.at("/awaiting/what").asText(null)).isEqualTo(what);
        if (until != null) {
            assertThat(seen.at("/awaiting/until").asText()).isEqualTo(until);
        }
        return this;
    }

    Walk renewal(String state) {
        assertThat(get().get("renewal").asText()).isEqualTo(state);
        assertThat(subscription().get("renewal").asText()).isEqualTo(state);
        return this;
    }

    Walk points(String state) {
        assertThat(subscription().get("pointsState").asText()).isEqualTo(state);
        return this;
    }

    Walk stillRuns() {
        assertThat(subscription().get("endedOn").isNull()).isTrue();
        return this;
    }

    Walk timeline(String... kinds) {
        assertThat(texts(get("timeline").get("items"), "kind")).containsSubsequence(kinds);
        return this;
    }

    Walk neverHappened(String... kinds) {
        assertThat(texts(get("timeline").get("items"), "kind")).doesNotContain(kinds);
        return this;
    }

    static List<String> texts(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    String code() {
        Matcher digits = Pattern.compile("\\b\\d{6}\\b").matcher(mail("CODE").text());
        assertThat(digits.find()).isTrue();
        return digits.group();
    }

    List<String> mails() {
        return stage.jdbc()
                .sql("SELECT kind FROM outbox_message WHERE case_number = ? ORDER BY id")
                .param(number)
                .query(String.class)
                .list();
    }

    /** The last one of that kind; each is looked at as any letter is. */
    Mail mail(String kind) {
        List<Mail> found = new ArrayList<>();
        stage.jdbc()
                .sql("SELECT * FROM outbox_message WHERE case_number = ? AND kind = ? ORDER BY id")
                .param(number)
                .param(kind)
                .query((row, index) -> {
                    return found.add(new Mail(
                            kind,
                            language,
                            OpenedLetters.open(stage.vault(), row, "subject"),
                            OpenedLetters.open(stage.vault(), row, "text"),
                            OpenedLetters.open(stage.vault(), row, "html"),
                            agreement.plan(language),
                            number));
                })
                .list();
        assertThat(found).as(kind).isNotEmpty();
        found.forEach(Mail::isWellFormed);
        return found.get(found.size() - 1);
    }

    /** What the gateway has paid: amount in minor units, currency and route. */
    List<String> payments() {
        return stage.jdbc()
                .sql(
                        "SELECT amount_minor || ' ' || currency || ' ' || route FROM sandbox_payment WHERE case_number = ?")
                .param(number)
                .query(String.class)
                .list();
    }

    int mandatesRevoked() {
        return stage.jdbc()
                .sql("SELECT count(*) FROM sandbox_mandate WHERE subscription_id = ?")
                .param(agreement.id())
                .query(Integer.class)
                .single();
    }

    // -- the end

    /** Completed, with these letters, each of which somebody has looked at. */
    Walk completed(String endedOn, String... mails) {
        return ended("COMPLETED").endedOn(endedOn).renewal("OFF").wrote(mails);
    }

    Walk ended(String outcome) {
        JsonNode seen = get();
        assertThat(seen.get("status").asText()).isEqualTo(outcome);
        assertThat(seen.get("outcome").asText()).isEqualTo(outcome);
        assertThat(seen.get("awaiting").isNull()).isTrue();
        assertThat(stage.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .processDefinitionKeyNotIn("refund-settlement", "aftercare")
                        .count())
                .as("nothing of it runs any more, but that the money is followed and the data kept")
                .isZero();
        timeline("RECEIVED", outcome);
        return this;
    }

    private Walk endedOn(String day) {
        assertThat(subscription().get("endedOn").asText()).isEqualTo(day);
        assertThat(subscription().get("nextCharge").isNull()).isTrue();
        documents();
        return this;
    }

    Walk wrote(String... mails) {
        assertThat(mails()).containsExactly(mails);
        List.of(mails).forEach(this::mail);
        return this;
    }

    /** Statement and receipt say the same, in the customer's language. */
    private void documents() {
        JsonNode statement = get("refund-statement");
        JsonNode known = get().get("quote");
        assertThat(statement.get("quote")).isEqualTo(known);
        new Quoted(known, language).isClean();
        String shown = Mail.visible(upstream().page(path("receipt"), language));
        assertThat(shown)
                .contains(number, agreement.plan(language), language.say("Receipt of your cancellation", "退订凭证"))
                .contains(known.get("effectiveOn").asText())
                .contains(statement.at("/statement/refund/amount").asText())
                .contains(texts(statement.at("/statement/lines"), "formula"));
        Mail.isClean(
                language, shown, agreement.id(), agreement.customer(), "Asia/Shanghai", "CNY", "API", "BRANCH", "WEB");
    }

    /** @param amount such as 22.00; paid exactly once, to that route, and told so */
    Walk refunded(String amount, String route) {
        assertThat(payments()).containsExactly(amount.replace(".", "") + " CNY " + route);
        JsonNode refund = get().get("refund");
        assertThat(refund.get("state").asText()).isEqualTo("PAID");
        assertThat(refund.at("/amount/amount").asText()).isEqualTo(amount);
        timeline("REFUND_APPROVED", "REFUND_PAID", "COMPLETED");
        mail("COMPLETED").tells("Refund", "退款金额", language.money(amount));
        return this;
    }

    Walk nothingPaid() {
        assertThat(payments()).isEmpty();
        neverHappened("REFUND_SENT", "REFUND_PAID");
        return this;
    }
}
