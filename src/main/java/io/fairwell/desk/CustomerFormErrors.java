package io.fairwell.desk;

import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.dispute.DisputeRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.HandlerMapping;

/** Refusals on the customer's page, told on the page itself with what was typed still in place. */
@ControllerAdvice(assignableTypes = {CustomerPage.class, CustomerActions.class, CustomerDispute.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class CustomerFormErrors {

    private final CustomerPages pages;
    private final Dictionary dictionary;

    CustomerFormErrors(CustomerPages pages, Dictionary dictionary) {
        this.pages = pages;
        this.dictionary = dictionary;
    }

    @ModelAttribute
    void keepPrivate(HttpServletResponse response) {
        CustomerPages.keepPrivate(response);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    String refused(FormRefused refusal, HttpServletRequest request, Model model) {
        model.addAttribute("errorAt", refusal.form().name());
        model.addAttribute("error", refusal.why());
        if (refusal.form() == FormRefused.Form.DISPUTE) {
            keepDispute(request, model);
        } else {
            model.addAttribute("typed", request.getParameter("text"));
        }
        return page(request, model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String notNow(TransitionNotAllowed refusal, HttpServletRequest request, Model model) {
        model.addAttribute("failed", "my.notPossibleNow");
        return page(request, model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String notDisputable(DisputeRefused refusal, HttpServletRequest request, Model model) {
        keepDispute(request, model);
        model.addAttribute("failed", "my.dispute.refused." + refusal.why());
        return page(request, model);
    }

    private static void keepDispute(HttpServletRequest request, Model model) {
        for (String field : List.of("text", "about", "amount", "chargedOn")) {
            model.addAttribute("disputed_" + field, request.getParameter(field));
        }
    }

    private String page(HttpServletRequest request, Model model) {
        Map<?, ?> path = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String token = String.valueOf(path.get("token"));
        return pages.show(token, pages.find(token), model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(CaseNotFound unknown, Locale locale, Model model) {
        model.addAttribute("w", dictionary.in(locale, ZoneOffset.UTC));
        return "my/not-found";
    }
}
