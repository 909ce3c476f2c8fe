package io.fairwell.desk;

import io.fairwell.security.NoTenant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Tells somebody who belongs to no tenant why there is nothing to see, and who can change that. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {DeskPage.class, CasePage.class})
class WithoutTenant {

    private final Dictionary dictionary;

    WithoutTenant(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    @ExceptionHandler(NoTenant.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String say(Locale locale, Model model) {
        model.addAttribute("w", dictionary.in(locale, ZoneOffset.UTC));
        return "desk/no-tenant";
    }
}
