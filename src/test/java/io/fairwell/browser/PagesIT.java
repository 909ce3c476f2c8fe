package io.fairwell.browser;

import com.microsoft.playwright.Page;
import io.fairwell.testing.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of ours, on a screen and on a phone: nothing fails, nothing sticks out, nobody is shut out. */
class PagesIT {

    private static final int SCREEN = 1280;
    private static final String AXE = axe();
    private static final List<String> GRAVE = List.of("serious", "critical");

    @RegisterExtension
    static final Browser browser = new Browser();

    private static final Map<String, String> CASES = new LinkedHashMap<>();

    @BeforeAll
    static void cases() {
        for (String locale : List.of("en", "zh-CN")) {
            String number = Upstream.declare(
                    Upstream.subscription("enterprise-seats", "P1Y", "36500.00"),
                    Upstream.ATTESTED + ",\"effective\":{\"mode\":\"IMMEDIATE\"},\"locale\":\"" + locale
                            + "\",\"reason\":{\"code\":\"OTHER\",\"comment\":\"We moved.\"}");
            Upstream.awaitWaitingFor(number, "REVIEW_REFUND");
            CASES.put(locale, number);
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 1280", "en, 420", "zh-CN, 1280", "zh-CN, 420"})
    void areInOrder(String locale, int width) {
        String number = CASES.get(locale);
        Page page = browser.open(locale, width);
        List<String> complaints = complaintsOf(page);
        SoftAssertions softly = new SoftAssertions();
        Page mailbox = browser.open(locale, width);
        String letter =
                URI.create(new Mailbox(mailbox, number).follow("RECEIPT").url()).getPath();

        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("login", "/login");
        pages.put("refused", "/login?refused=group");
        pages.put("mailbox", "/mailbox?q=" + number);
        pages.put("letter", mailbox.url());
        pages.put("docs", "/api/docs");
        pages.put("problems", "/problems");
        pages.put("customer", letter);
        pages.put("customer-receipt", letter + "/receipt");
        pages.put("customer-withdrawal", letter + "/withdrawal");
        pages.forEach((name, path) -> check(page, name, path, locale, width, complaints, softly));

        page.navigate("/desk");
        page.locator("#username").fill("agent");
        page.locator("#password").fill("agent");
        page.locator("main button[type=submit]").click();
        check(page, "desk", "/desk", locale, width, complaints, softly);
        check(page, "password", "/account/password", locale, width, complaints, softly);
        check(page, "case", "/desk/cases/" + number, locale, width, complaints, softly);
        softly.assertAll();
    }

    private static void check(
            Page page,
            String name,
            String path,
            String locale,
            int width,
            List<String> complaints,
            SoftAssertions softly) {
        String what = name + " in " + locale + " at " + width;
        complaints.clear();
        page.navigate(path);
        boolean docs = name.equals("docs");
        if (docs) {
            page.locator(".opblock").first().waitFor();
        }
        Browser.picture(page, name + "-" + locale + "-" + width);
        if (!docs) {
            softly.assertThat(page.locator("aside.demo").count())
                    .as(what + ": says that it is the demo")
                    .isOne();
        }
        softly.assertThat(complaints).as(what).isEmpty();
        softly.assertThat((String) page.evaluate("document.documentElement.lang"))
                .as(what + ": language")
                .isEqualTo(docs ? "en" : locale);
        softly.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(what + ": width")
                .isLessThanOrEqualTo(width);
        // In each language once, and once on a screen and on a phone; the viewer of the docs is not ours.
        if (!docs && locale.equals("en") == (width == SCREEN)) {
            softly.assertThat(barriers(page)).as(what + ": barriers").isEmpty();
        }
    }

    /** Letters in their frame, where no script may run, are left out. */
    @SuppressWarnings("unchecked")
    private static List<String> barriers(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate("""
                async grave => (await axe.run(document, {iframes: false, resultTypes: ['violations']})).violations
                  .filter(rule => grave.includes(rule.impact))
                  .map(rule => rule.id + ': ' + rule.help + ' ' + rule.nodes.map(node => node.html).join(' '))""", GRAVE);
    }

    private static String axe() {
        try (var script = PagesIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> complaintsOf(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.status() + ": " + response.url());
            }
        });
        return complaints;
    }
}
