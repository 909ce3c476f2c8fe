package io.fairwell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.fairwell.testing.Browser;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TasklistIT {

    private static final String APPROVE = "Approve as proposed · 按拟退金额批准";
    private static final String WORDS = "We moved to the seaside.";

    @RegisterExtension
    static final Browser browser = new Browser();

    @Test
    void papersAreCheckedAskedForAndVerified() {
        String number = papers();
        Tasklist agent = Tasklist.signIn(browser.open("en-US", 1400), "agent");
        agent.claim(Tasklist.GROUP, number);

        Page casePage = agent.page()
                .waitForPopup(
                        () -> agent.form().getByText("Open case " + number).click());
        assertThat(casePage.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(number)))
                .isVisible();
        assertThat(casePage.locator("blockquote").first()).hasText(WORDS);

        agent.choose("Verified · 已核实");
        agent.complete();
        assertThat(agent.form().locator(".fjs-form-field-error")).hasText("Field is required.");
        // Tasklist locks its button for as long as it shows the form that was refused.
        agent.page().reload();
        agent.open(Tasklist.MINE, number);
        agent.choose("Ask for information · 要求补充材料");
        agent.write("Question to the customer", "Which city is on your card?");
        agent.completeAccepted();

        Page customer = new Mailbox(browser.open("en-US", 1280), number).follow("INFORMATION_REQUEST");
        assertThat(customer.locator("#information blockquote")).hasText("Which city is on your card?");
        customer.getByLabel("Your answer").fill("Qingdao, by the sea.");
        customer.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(customer.getByRole(AriaRole.STATUS)).hasText("Thank you. We have your answer.");

        Upstream.awaitWaitingFor(number, "REVIEW_IDENTITY");
        casePage.reload();
        assertThat(casePage.locator("#messages")).containsText("Qingdao, by the sea.");
        agent.claim(Tasklist.GROUP, number);
        agent.choose("Verified · 已核实");
        agent.write("Evidence or reason", "Passport seen at the branch.");
        agent.completeAccepted();

        Upstream.awaitStatus(number, "SCHEDULED");
        casePage.reload();
        assertThat(casePage.locator("#messages")).containsText("Passport seen at the branch.");
        assertThat(Engine.variables(number))
                .contains(number, "VERIFIED")
                .doesNotContain(WORDS, "Which city", "Qingdao", "Passport");
    }

    @Test
    void papersThatProveNothingEndTheCaseAndTheCustomerIsToldWhy() {
        String number = papers();
        Tasklist agent = Tasklist.signIn(browser.open("en-US", 1400), "agent");
        agent.claim(Tasklist.IDENTITY, number);
        agent.choose("Not verified · 无法核实");
        agent.write("Evidence or reason", "The name on the card is another one.");
        agent.completeAccepted();

        Upstream.awaitStatus(number, "REJECTED");
        assertThat(Upstream.get(number).at("/rejection/cause").asText()).isEqualTo("IDENTITY_NOT_VERIFIED");
        assertThat(new Mailbox(browser.open("en-US", 1280), number).open("REJECTED"))
                .contains("Data protection law")
                .doesNotContain("another one");
    }

    @Test
    void refundAboveTheLimitTakesTwoPeople() {
        String number = largeRefund();
        Tasklist agent = Tasklist.signIn(browser.open("en-US", 1400), "agent");
        agent.claim(Tasklist.REFUND, number);
        agent.choose(APPROVE);
        agent.completeAccepted();
        Upstream.awaitWaitingFor(number, "APPROVE_REFUND");
        agent.page().reload();
        assertThat(agent.card(Tasklist.REFUND, number)).hasCount(0);

        Tasklist supervisor = Tasklist.signIn(browser.open("en-US", 1400), "supervisor");
        supervisor.claim(Tasklist.GROUP, number);
        assertThat(supervisor.form()).containsText("Prepared by agent");
        supervisor.choose("Approve · 批准");
        supervisor.completeAccepted();

        Upstream.awaitStatus(number, "SCHEDULED");
        var refund =
                new BigDecimal(Upstream.get(number).at("/refund/amount/amount").asText());
        assertThat(new Mailbox(browser.open("en-US", 1280), number).open("SCHEDULED"))
                .contains(String.format(Locale.ENGLISH, "CNY %,.2f", refund));
    }

    @Test
    void aClaimIsSettledWithRefundAndCompensation() {
        String number = Upstream.declare(
                Upstream.subscription("wealth-plan", "P1Y", "300.00"),
                Upstream.ATTESTED
                        + ",\"effective\":{\"mode\":\"IMMEDIATE\"},\"reason\":{\"code\":\"NOT_AS_PROMISED\"}");
        Upstream.awaitWaitingFor(number, "REVIEW_REFUND");
        Tasklist agent = Tasklist.signIn(browser.open("en-US", 1400), "agent");
        agent.claim(Tasklist.REFUND, number);
        assertThat(agent.form().locator("table").nth(1)).containsText("terms#wealth-plan, version 1 · 版本 1");
        agent.choose("Approve another amount · 调整金额");
        // The text first: what is typed at the very moment at which a number field is left gets lost.
        agent.write("Reason · 理由", "The adviser never called.");
        agent.write("Adjusted amount", "300.00");
        agent.write("Compensation beyond the refund", "450.5");
        assertThat(agent.form()).containsText("At most CNY 900.00; 0 for none.");
        agent.completeAccepted();

        Upstream.awaitWaitingFor(number, "APPROVE_REFUND");
        Tasklist supervisor = Tasklist.signIn(browser.open("en-US", 1400), "supervisor");
        supervisor.claim(Tasklist.GROUP, number);
        assertThat(supervisor.form()).containsText("Approve CNY 750.50?");
        assertThat(supervisor.form()).containsText("CNY 300.00 refund and CNY 450.50 compensation");
        assertThat(supervisor.form().locator("table").nth(1))
                .containsText("Consumer Rights Protection Law (CN), art. 55");
        supervisor.choose("Approve · 批准");
        supervisor.completeAccepted();

        Upstream.awaitStatus(number, "COMPLETED");
        assertThat(Upstream.get(number).at("/refund/compensation/amount").asText())
                .isEqualTo("450.50");
        assertThat(new Mailbox(browser.open("en-US", 1280), number).open("COMPLETED"))
                .contains("Refund and compensation", "CNY 750.50", "The adviser never called.");
    }

    @Test
    void whoeverPreparedARefundCannotApproveIt() {
        String number = largeRefund();
        Tasklist supervisor = Tasklist.signIn(browser.open("en-US", 1400), "supervisor");
        supervisor.claim(Tasklist.REFUND, number);
        supervisor.choose(APPROVE);
        supervisor.completeAccepted();

        Upstream.awaitWaitingFor(number, "APPROVE_REFUND");
        supervisor.claim(Tasklist.REFUND, number);
        supervisor.choose("Approve · 批准");
        supervisor.complete();

        assertThat(supervisor.message()).contains("Four eyes", "cannot approve it");
        assertThat(Upstream.get(number).at("/refund/state").asText()).isEqualTo("PENDING_APPROVAL");
    }

    @Test
    void listsShowWhatIsThereToDo() {
        String number = papers();
        Tasklist agent = Tasklist.signIn(browser.open("en-US", 1400), "agent");
        assertThat(agent.filterNames())
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("My group's tasks · 组内任务"),
                        name -> assertThat(name).startsWith("My tasks · 我的任务"),
                        name -> assertThat(name).startsWith("Overdue · 已逾期"),
                        name -> assertThat(name).startsWith("1 Verify identity · 身份核验"),
                        name -> assertThat(name).startsWith("3 Retention offer · 挽留方案"),
                        name -> assertThat(name).startsWith("4 Approve refund · 退款审批"),
                        name -> assertThat(name).startsWith("5 Confirm · 确认与执行"),
                        name -> assertThat(name).startsWith("Disputes · 异议"));
        Locator card = agent.card(Tasklist.GROUP, number);
        assertThat(card).containsText("Case · 单号");
        assertThat(card).containsText("Terms · 条款");
        assertThat(card).containsText("Reason · 原因");
        agent.claim(Tasklist.IDENTITY, number);
        assertThat(agent.card(Tasklist.MINE, number)).isVisible();
        assertThat(agent.card(Tasklist.OVERDUE, number)).hasCount(0);

        Tasklist supervisor = Tasklist.signIn(browser.open("en-US", 1400), "supervisor");
        assertThat(supervisor.filterNames()).hasSize(8);
        assertThat(supervisor.card(Tasklist.IDENTITY, number)).containsText("Agnes Agent");
        Engine.seenBy(supervisor.page()).makeOverdue(number);
        supervisor.page().reload();
        assertThat(supervisor.card(Tasklist.OVERDUE, number)).isVisible();
        agent.page().reload();
        assertThat(agent.card(Tasklist.OVERDUE, number)).isVisible();
    }

    private static String papers() {
        String number = Upstream.declare(
                Upstream.subscription("retail-annual", "P1Y", "108.00"),
                "\"channel\":\"BRANCH\",\"confirmed\":true,\"reason\":{\"code\":\"OTHER\",\"comment\":\"" + WORDS
                        + "\"}");
        Upstream.awaitWaitingFor(number, "REVIEW_IDENTITY");
        return number;
    }

    private static String largeRefund() {
        String number = Upstream.declare(
                Upstream.subscription("enterprise-seats", "P1Y", "36500.00"),
                Upstream.ATTESTED + ",\"effective\":{\"mode\":\"IMMEDIATE\"}");
        Upstream.awaitWaitingFor(number, "REVIEW_REFUND");
        return number;
    }
}
