package io.fairwell.security;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people sign in; in the demo it also shows whom one can sign in as. */
@Controller
class LoginPage {

    private final boolean demo;

    LoginPage(@Value("${fairwell.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @GetMapping("/login")
    String show(
            Model model,
            Locale locale,
            @RequestParam(required = false) String error,
            @RequestParam(required = false) String logout) {
        UnaryOperator<String> text = key -> SecurityTexts.get(key, locale);
        model.addAttribute("text", text);
        model.addAttribute("lang", SecurityTexts.supported(locale).toLanguageTag());
        model.addAttribute("failed", error != null);
        model.addAttribute("loggedOut", logout != null);
        model.addAttribute("demoAccounts", demo ? accounts(text) : List.of());
        return "login";
    }

    private static List<Account> accounts(UnaryOperator<String> text) {
        return DemoPeople.ALL.stream()
                .map(person -> new Account(
                        person.id(), text.apply("demo." + person.id().replaceAll("\\d", ""))))
                .toList();
    }

    /** @param id also the password */
    record Account(String id, String role) {}
}
