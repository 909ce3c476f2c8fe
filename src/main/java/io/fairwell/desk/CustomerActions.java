package io.fairwell.desk;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.desk.FormRefused.Form;
import io.fairwell.identity.ResendsUsedUp;
import io.fairwell.identity.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The forms on the customer's page. Each calls the use case that upstream systems call as well; afterwards the browser
 * is sent back to the page, so that reloading it repeats nothing. {@link CustomerFormErrors} tells of refusals.
 */
@Controller
@RequestMapping("/my/{token}")
class CustomerActions {

    private static final int LONGEST_ANSWER = 4_000;

    private final CustomerPages pages;
    private final Cancellations cancellations;
    private final Verification verification;

    CustomerActions(CustomerPages pages, Cancellations cancellations, Verification verification) {
        this.pages = pages;
        this.cancellations = cancellations;
        this.verification = verification;
    }

    /** Whether the code was right is for the process to say; the page tells of it when it is shown again. */
    @PostMapping("/code")
    String enterCode(@PathVariable String token, @RequestParam(defaultValue = "") String code) {
        CancellationCase found = pages.find(token);
        boolean card = found.identity().method() == IdentityMethod.CARD;
        String digits = code.replaceAll("[\\s-]", "");
        if (!digits.matches(card ? "\\d{4}" : "\\d{6}")) {
            throw new FormRefused(Form.CODE, card ? "my.code.notFourDigits" : "my.code.notSixDigits");
        }
        verification.enter(found.number(), digits, customer(found));
        return backTo(token);
    }

    @PostMapping("/code/resend")
    String resendCode(@PathVariable String token, RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        try {
            verification.resend(found.number(), customer(found));
        } catch (ResendsUsedUp e) {
            throw new FormRefused(Form.CODE, "my.code.noMoreResends");
        }
        return backTo(token, "my.said.resent", afterwards);
    }

    @PostMapping("/information")
    String provideInformation(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable List<MultipartFile> documents,
            RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        List<CaseFiles.Document> read = Uploads.read(documents == null ? List.of() : documents);
        if (text.isBlank() && read.isEmpty()) {
            throw new FormRefused(Form.INFORMATION, "my.information.empty");
        }
        if (text.length() > LONGEST_ANSWER) {
            throw new FormRefused(Form.INFORMATION, "my.information.tooLong");
        }
        cancellations.provideInformation(found.number(), text.strip(), read, customer(found));
        return backTo(token, "my.said.information", afterwards);
    }

    @PostMapping("/offer")
    String decideOffer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String decision,
            RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        if (!decision.equals("ACCEPT") && !decision.equals("DECLINE")) {
            throw new FormRefused(Form.OFFER, "my.offer.undecided");
        }
        boolean accept = decision.equals("ACCEPT");
        cancellations.decideOffer(found.number(), accept, customer(found));
        return backTo(token, accept ? "my.said.accepted" : "my.said.declined", afterwards);
    }

    @PostMapping("/confirmation")
    String confirm(@PathVariable String token, RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        cancellations.confirm(found.number(), customer(found));
        return backTo(token, "my.said.confirmed", afterwards);
    }

    /** @throws TransitionNotAllowed once the execution has begun */
    @PostMapping("/withdrawal")
    String withdraw(@PathVariable String token, RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        cancellations.withdraw(found.number(), customer(found));
        return backTo(token, "my.said.withdrawn", afterwards);
    }

    @PostMapping("/rights-moved")
    String rightsMoved(@PathVariable String token, RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        cancellations.rightsMoved(found.number(), customer(found));
        return backTo(token, "my.said.rights", afterwards);
    }

    @PostMapping("/elsewhere")
    String confirmElsewhere(@PathVariable String token, RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        cancellations.confirmElsewhere(found.number(), customer(found));
        return backTo(token, "my.said.elsewhere", afterwards);
    }

    private static Actor customer(CancellationCase found) {
        return Actor.customer(found.request().customerId());
    }

    private static String backTo(String token) {
        return "redirect:/my/" + token;
    }

    private static String backTo(String token, String said, RedirectAttributes afterwards) {
        afterwards.addFlashAttribute("said", said);
        return backTo(token);
    }
}
