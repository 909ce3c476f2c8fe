package io.fairwell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** Tasklist as one person sees it. */
final class Tasklist {

    static final String GROUP = "My group's tasks";
    static final String MINE = "My tasks";
    static final String OVERDUE = "Overdue";
    static final String IDENTITY = "1 Verify identity";
    static final String REFUND = "4 Approve refund";

    private final Page page;

    private Tasklist(Page page) {
        this.page = page;
    }

    /** @param person whose password is their name, as everybody's in the demo */
    static Tasklist signIn(Page page, String person) {
        page.navigate("/camunda/app/tasklist/");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/login$"));
        page.locator("#username").fill(person);
        page.locator("#password").fill(person);
        page.locator("main button[type=submit]").click();
        Tasklist tasklist = new Tasklist(page);
        assertThat(tasklist.filters().first()).isVisible();
        return tasklist;
    }

    Page page() {
        return page;
    }

    Locator filters() {
        return page.locator(".task-filters .item, [ng-repeat*='filter in filters']");
    }

    List<String> filterNames() {
        return filters().locator("a").allInnerTexts().stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The card of the case's task in that list. */
    Locator card(String filter, String caseNumber) {
        page.getByText(filter + " ·").first().click();
        return page.locator("li.task").filter(new Locator.FilterOptions().setHasText(caseNumber));
    }

    /** Opens the task of that case from that list and claims it. */
    void claim(String filter, String caseNumber) {
        open(filter, caseNumber);
        page.locator("[ng-click*='claim()']").first().click();
        assertThat(page.locator(".fjs-container input").first()).isEnabled();
    }

    void open(String filter, String caseNumber) {
        card(filter, caseNumber).locator("h4 a").click();
        assertThat(page.locator(".fjs-container")).containsText(caseNumber);
    }

    void choose(String decision) {
        page.locator(".fjs-container")
                .getByLabel(decision, new Locator.GetByLabelOptions().setExact(true))
                .check();
    }

    void write(String label, String text) {
        page.locator(".fjs-container").getByLabel(label).fill(text);
    }

    Locator form() {
        return page.locator(".fjs-container");
    }

    /** Sends the form; says nothing about whether it was accepted. */
    void complete() {
        page.locator("button[ng-click='complete()']").click();
    }

    void completeAccepted() {
        complete();
        assertThat(page.locator(".fjs-container")).not().isVisible();
    }

    /** What Tasklist said last; closed, because it lies over the buttons. */
    String message() {
        Locator last = page.locator(".page-notifications .alert").last();
        String text = last.innerText();
        page.locator(".page-notifications .close:visible").all().forEach(close -> close.click());
        return text;
    }
}
