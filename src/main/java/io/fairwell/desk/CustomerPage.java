package io.fairwell.desk;

import io.fairwell.cancellation.CancellationCase;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a customer sees of their cancellation, in the language of the case. Whoever has the link may look. */
@Controller
@RequestMapping("/my/{token}")
class CustomerPage {

    private final CustomerPages pages;

    CustomerPage(CustomerPages pages) {
        this.pages = pages;
    }

    @GetMapping
    String show(@PathVariable String token, Model model) {
        return pages.show(token, pages.find(token), model);
    }

    /** The one question before a request is taken back. */
    @GetMapping("/withdrawal")
    String askBeforeWithdrawal(@PathVariable String token, Model model) {
        CancellationCase shown = pages.find(token);
        pages.show(token, shown, model);
        return shown.status().isUndoable() ? "my/withdrawal" : CustomerPages.PAGE;
    }

    @GetMapping("/receipt")
    String receipt(@PathVariable String token, Model model) {
        pages.show(token, pages.find(token), model);
        return "my/receipt";
    }
}
