package io.fairwell.notification;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The demo's mailbox: what customers would have received. */
@Controller
@RequestMapping("/mailbox")
@ConditionalOnProperty(name = "fairwell.demo", havingValue = "true")
class MailboxController {

    static final int PAGE_SIZE = 25;

    /** A letter may style itself and be clicked, and nothing else: no script, no remote content, no form. */
    private static final String LETTER_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                    + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final int LAST_PAGE = 100_000;
    private static final int LONGEST_SEARCH = 200;

    private final MailboxEntries entries;
    private final Clock clock;

    MailboxController(MailboxEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(name = "page", defaultValue = "0") String page,
            Locale locale,
            Model model) {
        int number = page.matches("\\d{1,6}") ? Math.min(Integer.parseInt(page), LAST_PAGE) : 0;
        String wanted = Texts.oneLine(query.substring(0, Math.min(query.length(), LONGEST_SEARCH)));
        // One more than is shown tells whether there is a next page.
        List<OutboxMessage> found = entries.search(wanted, PAGE_SIZE + 1, number * PAGE_SIZE);
        Wording words = Wording.in(locale);
        model.addAttribute("t", words);
        model.addAttribute("q", wanted);
        model.addAttribute("page", number);
        model.addAttribute("hasNext", found.size() > PAGE_SIZE);
        model.addAttribute(
                "messages",
                found.stream().limit(PAGE_SIZE).map(m -> view(m, words)).toList());
        return "mailbox/list";
    }

    @GetMapping("/{id:\\d{1,18}}")
    String message(@PathVariable("id") long id, Locale locale, Model model) {
        Wording words = Wording.in(locale);
        model.addAttribute("t", words);
        model.addAttribute("message", view(find(id), words));
        return "mailbox/message";
    }

    @GetMapping("/{id:\\d{1,18}}/html")
    ResponseEntity<byte[]> html(@PathVariable("id") long id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", LETTER_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .body(find(id).html().getBytes(StandardCharsets.UTF_8));
    }

    private OutboxMessage find(long id) {
        return entries.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private View view(OutboxMessage message, Wording words) {
        String to = message.recipient() == null ? words.say("mailbox.nobody") : message.recipient();
        String error = message.lastError() == null ? "" : " (" + message.lastError() + ")";
        ZoneId zone = clock.getZone();
        return new View(
                message.id(),
                to,
                message.subject(),
                words.time(message.createdAt(), zone),
                message.caseNumber(),
                message.kind().name(),
                words.say("mailbox.channel." + message.channel()),
                words.say("mailbox.status." + message.status()) + error,
                message.locale(),
                message.messageId(),
                !message.html().isEmpty(),
                message.text());
    }

    /** One message as the pages show it. */
    record View(
            long id,
            String to,
            String subject,
            String date,
            String caseNumber,
            String kind,
            String channel,
            String status,
            String language,
            String messageId,
            boolean hasHtml,
            String text) {}
}
