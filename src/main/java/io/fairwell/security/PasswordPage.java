package io.fairwell.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people choose their password: at the first sign-in because they have to, later when they like to. */
@Controller
class PasswordPage {

    static final String PATH = "/account/password";

    private final PasswordChange change;
    private final PeopleAuthentication people;
    private final ExternalPeople externalPeople;
    private final AfterLogin afterLogin;

    PasswordPage(
            PasswordChange change,
            PeopleAuthentication people,
            ExternalPeople externalPeople,
            HttpSessionRequestCache pageCache) {
        this.change = change;
        this.people = people;
        this.externalPeople = externalPeople;
        this.afterLogin = new AfterLogin(pageCache);
    }

    @GetMapping(PATH)
    String show(Model model, Locale locale, Authentication person) {
        return page(model, locale, person, List.of());
    }

    /** The name of this view, or nothing where the answer is on its way. */
    @PostMapping(PATH)
    @Nullable
    String choose(
            @RequestParam String current,
            @RequestParam String wanted,
            @RequestParam String repeated,
            Model model,
            Locale locale,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response)
            throws ServletException, IOException {
        var wish = new PasswordChange.Wish(current, wanted, repeated);
        List<String> problems = change.change(person.getName(), wish, request.getSession());
        if (problems.isEmpty()) {
            goOn(request, response, people.signedIn(person.getName()));
            return null;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(model, locale, person, problems);
    }

    /** Now with groups and tenant, under a new session id. */
    private void goOn(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws ServletException, IOException {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(person);
        SecurityContextHolder.setContext(context);
        request.changeSessionId();
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        afterLogin.onAuthenticationSuccess(request, response, person);
    }

    private String page(Model model, Locale locale, Authentication person, List<String> problems) {
        UnaryOperator<String> text = key -> SecurityTexts.get(key, locale);
        model.addAttribute("text", text);
        model.addAttribute("lang", SecurityTexts.supported(locale).toLanguageTag());
        model.addAttribute("person", person.getName());
        model.addAttribute("first", PeopleAuthentication.hasToChooseAPassword(person));
        model.addAttribute("elsewhere", externalPeople.contains(person.getName()));
        model.addAttribute("problems", problems.stream().map(text).toList());
        return "account/password";
    }
}
