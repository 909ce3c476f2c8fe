package io.fairwell.home;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;

/** The texts of this module in one language. */
record HomeWords(Locale locale, Map<String, String> texts) {

    /** English for everybody who does not read Chinese, whatever language the server speaks. */
    private static final Control WITHOUT_SERVER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    static HomeWords in(Locale wished) {
        Locale locale = wished.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        ResourceBundle bundle = ResourceBundle.getBundle("messages/home", locale, WITHOUT_SERVER_LANGUAGE);
        return new HomeWords(locale, bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString)));
    }
}
