package io.fairwell.desk;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.privacy.Retention;
import io.fairwell.security.CurrentPerson;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One case on one screen. Who may see it is for the security chain to say. */
@Controller
@RequestMapping("/desk/cases/{number}")
class CasePage {

    /** Groups that may stop a case; auditors and operators only look. */
    private static final Set<String> STOPPERS = Set.of("support", "supervisors");

    /** As on every page, except that the engine's Tasklist may show this one beside a task. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static final String PAGE = "desk/case";

    private final CancellationCases cases;
    private final CaseFiles files;
    private final Cancellations cancellations;
    private final CaseSheets sheets;
    private final Retention retention;
    private final CurrentPerson person;
    private final Dictionary dictionary;

    CasePage(
            CancellationCases cases,
            CaseFiles files,
            Cancellations cancellations,
            CaseSheets sheets,
            Retention retention,
            CurrentPerson person,
            Dictionary dictionary) {
        this.cases = cases;
        this.files = files;
        this.cancellations = cancellations;
        this.sheets = sheets;
        this.retention = retention;
        this.person = person;
        this.dictionary = dictionary;
    }

    @GetMapping
    String show(@PathVariable String number, Locale locale, Model model, HttpServletResponse response) {
        return show(find(number), locale, model, response);
    }

    private String show(CancellationCase shown, Locale locale, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Words words = dictionary.in(locale, shown.request().zone());
        model.addAttribute("w", words);
        model.addAttribute("sheet", sheets.of(shown, words, mayStop()));
        return PAGE;
    }

    @PostMapping("/stop")
    String stop(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Locale locale,
            Model model,
            RedirectAttributes afterwards,
            HttpServletResponse response) {
        CancellationCase found = find(number);
        if (!mayStop()) {
            return refused("stop.notAllowed", HttpStatus.FORBIDDEN, found, reason, locale, model, response);
        }
        try {
            cancellations.stop(found.number(), reason, Actor.agent(person.userId()));
        } catch (DecisionRefused e) {
            return refused(
                    "stop.reasonMissing", HttpStatus.UNPROCESSABLE_ENTITY, found, reason, locale, model, response);
        } catch (TransitionNotAllowed e) {
            return refused("stop.tooLate", HttpStatus.CONFLICT, find(number), reason, locale, model, response);
        }
        afterwards.addFlashAttribute("said", "stop.done");
        return "redirect:/desk/cases/" + found.number();
    }

    private String refused(
            String error,
            HttpStatus status,
            CancellationCase found,
            String reason,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("error", error);
        model.addAttribute("reason", reason);
        return show(found, locale, model, response);
    }

    @GetMapping("/documents/{id:\\d{1,18}}")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable long id) {
        CaseNumber known = find(number).number();
        return Optional.of(known)
                .filter(shown -> !retention.isHidden(shown))
                .flatMap(shown -> files.document(shown, id))
                .map(Documents::download)
                .orElseThrow(() -> new CaseNotFound(number));
    }

    private CancellationCase find(String number) {
        return cases.get(person.tenantId(), number.trim().toUpperCase(Locale.ROOT));
    }

    private boolean mayStop() {
        return !Collections.disjoint(person.groups(), STOPPERS);
    }

    @ExceptionHandler(CaseNotFound.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(Locale locale, Model model) {
        model.addAttribute("w", dictionary.in(locale, ZoneOffset.UTC));
        return "desk/not-found";
    }
}
