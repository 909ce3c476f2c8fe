package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.security.CurrentPerson;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in for support: open cases, and the search for a case. */
@Controller
@RequestMapping("/desk")
class DeskPage {

    private static final int LAST_PAGE = 10_000;

    private final CaseList list;
    private final CancellationCases cases;
    private final CaseSheets sheets;
    private final CurrentPerson person;
    private final Dictionary dictionary;

    DeskPage(CaseList list, CancellationCases cases, CaseSheets sheets, CurrentPerson person, Dictionary dictionary) {
        this.list = list;
        this.cases = cases;
        this.sheets = sheets;
        this.person = person;
        this.dictionary = dictionary;
    }

    /** @param awaited null when the case has ended */
    record Row(
            String number,
            String status,
            String tone,
            String subscriptionId,
            String customerId,
            @Nullable String awaited,
            @Nullable String until,
            boolean overdue,
            String age) {}

    /** @param page counted from 1 */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page,
            Locale locale,
            Model model) {
        String text = q.strip();
        Optional<CancellationCase> exact = exactly(text);
        if (exact.isPresent()) {
            return "redirect:/desk/cases/" + exact.get().number();
        }
        int shown = pageNumber(page);
        String tenantId = person.tenantId();
        CaseList.Page found =
                text.isEmpty() ? list.open(tenantId, shown - 1) : list.matching(tenantId, text, shown - 1);
        model.addAttribute("w", dictionary.in(locale, ZoneOffset.UTC));
        model.addAttribute("q", text);
        model.addAttribute("page", shown);
        model.addAttribute("more", found.more());
        model.addAttribute(
                "rows", found.cases().stream().map(each -> row(each, locale)).toList());
        return "desk/list";
    }

    private Optional<CancellationCase> exactly(String text) {
        return cases.find(person.tenantId(), text.toUpperCase(Locale.ROOT));
    }

    /** Nonsense in the address shows the first page. */
    private static int pageNumber(String text) {
        return text.matches("\\d{1,6}") ? Math.min(Math.max(Integer.parseInt(text), 1), LAST_PAGE) : 1;
    }

    private Row row(CancellationCase each, Locale locale) {
        Words words = dictionary.in(locale, each.request().zone());
        Awaiting awaiting = each.awaiting();
        return new Row(
                each.number().value(),
                words.name(each.status()),
                Tone.of(each),
                each.request().subscriptionId(),
                each.request().customerId(),
                awaiting == null ? null : CaseSheets.awaited(awaiting, words),
                awaiting == null || awaiting.until() == null ? null : words.time(awaiting.until()),
                sheets.isOverdue(awaiting),
                sheets.age(each, words));
    }
}
