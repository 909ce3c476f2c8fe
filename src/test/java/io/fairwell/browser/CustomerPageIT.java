package io.fairwell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.fairwell.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerPageIT {

    @RegisterExtension
    static final Browser browser = new Browser();

    @Test
    void fromTheCodeToTheConfirmationAndBack() {
        String number = declare("en");
        Upstream.awaitWaitingFor(number, "ENTER_CODE");
        Mailbox mailbox = new Mailbox(browser.open("zh-CN", 1280), number);
        Page page = mailbox.follow("CODE");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        Locator code = page.getByLabel("Six digits");

        code.fill("12345");
        click(page, "Continue");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("A code has six digits. Nothing was counted; please try again.");

        String right = mailbox.code();
        code.fill(right.equals("000000") ? "000001" : "000000");
        click(page, "Continue");
        show(page, "#code .note");
        assertThat(page.locator("#code .note")).hasText("That was not right. 4 attempts are left.");

        code.fill(right);
        click(page, "Continue");
        show(page, "#offer");
        Browser.picture(page, "customer-offer-en");
        assertThat(page.locator("#offer .lead")).containsText("30");
        click(page, "No thanks, go on cancelling");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("You declined the offer. The cancellation goes on.");
        assertThat(page.locator("#offer")).hasCount(0);

        show(page, "#confirm");
        click(page, "Confirm cancellation");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("You confirmed the cancellation.");
        Upstream.awaitStatus(number, "SCHEDULED");
        page.reload();
        assertThat(heading(page)).hasText("Your cancellation is set");

        page.getByText("Take it back", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(heading(page)).hasText("Take the cancellation back?");
        click(page, "Take it back, keep the subscription");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The cancellation is taken back.");
        Upstream.awaitStatus(number, "WITHDRAWN");
        page.reload();
        assertThat(heading(page)).hasText("The cancellation is called off");
        assertThat(page.locator("main")).containsText("Your subscription goes on as before. Nothing was cancelled.");
        assertThat(mailbox.open("WITHDRAWN")).contains(number);
    }

    @Test
    void speaksTheLanguageOfTheCase() {
        String number = declare("zh-CN");
        Upstream.awaitWaitingFor(number, "ENTER_CODE");
        Mailbox mailbox = new Mailbox(browser.open("en-US", 1280), number);
        Page page = mailbox.follow("CODE");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(heading(page)).hasText("正在核验您的身份");
        assertThat(page.locator(".eyebrow")).hasText("退订：故事会员");

        page.getByLabel("六位数字").fill(mailbox.code());
        click(page, "继续");
        show(page, "#offer");
        Browser.picture(page, "customer-offer-zh");
        click(page, "接受并保留订阅");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("您已接受优惠，订阅继续有效。");
        Upstream.awaitStatus(number, "RETAINED");
        page.reload();
        assertThat(heading(page)).hasText("您的订阅继续有效");
    }

    private static String declare(String locale) {
        return Upstream.declare(
                Upstream.subscription("video-monthly", "P1M", "25.00"),
                "\"locale\":\"" + locale + "\",\"reason\":{\"code\":\"TOO_EXPENSIVE\"}");
    }

    private static void click(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    /** Looks again until the process has taken its next step; the page itself does not. */
    private static void show(Page page, String part) {
        org.awaitility.Awaitility.await()
                .pollInSameThread()
                .pollInterval(java.time.Duration.ofMillis(200))
                .atMost(java.time.Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    page.reload();
                    assertThat(page.locator(part).count()).as(part).isOne();
                });
    }
}
