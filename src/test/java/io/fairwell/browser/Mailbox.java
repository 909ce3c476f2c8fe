package io.fairwell.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The customer's letters, in the demo's mailbox. */
final class Mailbox {

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final Page page;
    private final String caseNumber;

    Mailbox(Page page, String caseNumber) {
        this.page = page;
        this.caseNumber = caseNumber;
    }

    /** Opens the newest letter of that kind as soon as it has been sent; returns what it says, as plain text. */
    String open(String kind) {
        Locator letter = page.locator("tr[data-kind=" + kind + "] a").first();
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    page.navigate("/mailbox?q=" + caseNumber);
                    assertThat(letter.count()).as("letter " + kind).isOne();
                });
        letter.click();
        return page.locator("pre").innerText();
    }

    /** Opens the newest letter of that kind and follows its link, as the customer would. */
    Page follow(String kind) {
        open(kind);
        page.waitForLoadState(); // the letter's frame too: a click before that may go nowhere
        return page.waitForPopup(() ->
                page.frameLocator("iframe").locator("a[href*='/my/']").first().click());
    }

    /** The six digits of the newest code that was sent. */
    String code() {
        Matcher code = CODE.matcher(open("CODE"));
        assertThat(code.find()).isTrue();
        return code.group();
    }
}
