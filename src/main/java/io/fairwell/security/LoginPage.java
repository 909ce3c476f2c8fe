package io.fairwell.security;

import io.fairwell.security.SignInRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people sign in, here or at the identity provider; in the demo it also shows whom one can sign in as. */
@Controller
class LoginPage {

    private final OidcProperties oidc;
    private final boolean demo;

    LoginPage(OidcProperties oidc, @Value("${fairwell.demo:false}") boolean demo) {
        this.oidc = oidc;
        this.demo = demo;
    }

    @GetMapping("/login")
    String show(
            Model model,
            Locale locale,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            @RequestParam(required = false) @Nullable String refused) {
        UnaryOperator<String> text = key -> SecurityTexts.get(key, locale);
        boolean form = oidc.formOpen();
        HttpSession session = request.getSession(false);
        model.addAttribute("text", text);
        model.addAttribute("lang", SecurityTexts.supported(locale).toLanguageTag());
        model.addAttribute("failed", error != null);
        model.addAttribute("loggedOut", logout == null ? null : "login.loggedOut" + (logout.isEmpty() ? "" : "Here"));
        model.addAttribute("refused", reason(refused));
        model.addAttribute("form", form);
        model.addAttribute("provider", oidc.present() ? OidcLogin.START : null);
        model.addAttribute(
                "leave", session != null && OidcSession.isEnding(session) ? OidcLogoutController.LEAVE : null);
        model.addAttribute("demoAccounts", demo && form ? accounts(text) : List.of());
        return "login";
    }

    /** The key of a text; null for what is none of our reasons. */
    private static @Nullable String reason(@Nullable String refused) {
        return Stream.of(Reason.values())
                .map(Reason::slug)
                .filter(slug -> slug.equals(refused))
                .map(slug -> "refused." + slug)
                .findFirst()
                .orElse(null);
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
