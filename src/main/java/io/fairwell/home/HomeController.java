package io.fairwell.home;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The landing page. */
@Controller
class HomeController {

    /** English for everybody who does not read Chinese, whatever language the server speaks. */
    private static final Control WITHOUT_SERVER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final boolean demo;

    HomeController(@Value("${fairwell.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @GetMapping("/")
    String home(Locale wished, Model model) {
        Locale locale = wished.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        model.addAttribute("demo", demo);
        model.addAttribute("lang", locale.toLanguageTag());
        model.addAttribute("t", words(locale));
        return "home/home";
    }

    private static Map<String, String> words(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("messages/home", locale, WITHOUT_SERVER_LANGUAGE);
        return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
    }
}
