package io.fairwell.home;

import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The landing page. */
@Controller
class HomeController {

    private final boolean demo;

    HomeController(@Value("${fairwell.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @GetMapping("/")
    String home(Locale wished, Model model) {
        HomeWords words = HomeWords.in(wished);
        model.addAttribute("demo", demo);
        model.addAttribute("lang", words.locale().toLanguageTag());
        model.addAttribute("t", words.texts());
        return "home/home";
    }
}
