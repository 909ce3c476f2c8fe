package io.fairwell.desk;

import io.fairwell.audit.AuditedRequest;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.notification.CaseLinks;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the customer's page and its forms have in common. */
@Component
class CustomerPages {

    static final String PAGE = "my/case";

    private final CaseLinks links;
    private final CancellationCases cases;
    private final CustomerSheets sheets;
    private final Dictionary dictionary;

    CustomerPages(CaseLinks links, CancellationCases cases, CustomerSheets sheets, Dictionary dictionary) {
        this.links = links;
        this.cases = cases;
        this.sheets = sheets;
        this.dictionary = dictionary;
    }

    /** The address is the key: it must not be kept, passed on or indexed. */
    static void keepPrivate(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    /** @throws CaseNotFound when the link leads nowhere; the token is not repeated */
    CancellationCase find(String token) {
        CancellationCase found =
                links.resolve(token).flatMap(cases::find).orElseThrow(() -> new CaseNotFound("behind this link"));
        AuditedRequest.currentIsAbout(found.number().value(), found.tenantId());
        return found;
    }

    String show(String token, CancellationCase shown, Model model) {
        Words words = dictionary.in(
                Locale.forLanguageTag(shown.request().locale()), shown.request().zone());
        model.addAttribute("w", words);
        model.addAttribute("token", token);
        model.addAttribute("sheet", sheets.of(shown, words));
        return PAGE;
    }
}
