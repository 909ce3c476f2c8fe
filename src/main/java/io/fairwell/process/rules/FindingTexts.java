package io.fairwell.process.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Findings in the language of whoever deploys: Chinese where they ask for it, English otherwise. */
@Component
public class FindingTexts {

    private static final int MOST_VALUES = 6;

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    public FindingTexts() {
        messages.setBasename("messages/rules");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
    }

    /** Where it is, and what is wrong. */
    public String of(Finding finding) {
        Locale locale = LocaleContextHolder.getLocale();
        List<Object> arguments = new ArrayList<>();
        for (Object argument : finding.arguments()) {
            arguments.add(argument instanceof Meeting meeting ? of(meeting, locale) : argument);
        }
        return place(finding, locale) + text("fault." + finding.fault(), locale, arguments.toArray());
    }

    /** What is wrong, where the place goes without saying. */
    public String of(Fault fault) {
        return text("fault." + fault, LocaleContextHolder.getLocale());
    }

    /** How many findings there are, in a sentence. */
    public String summary(int findings) {
        return text(findings == 1 ? "summary.one" : "summary", LocaleContextHolder.getLocale(), findings);
    }

    private String place(Finding finding, Locale locale) {
        if (finding.table().isEmpty()) {
            return finding.rule() == null
                    ? text("place.file", locale, finding.resource())
                    : text("place.element", locale, finding.resource(), finding.rule());
        }
        String place = text("place.table", locale, finding.table());
        if (finding.rule() != null) {
            place += text("place.rule", locale, finding.rule());
        }
        if (finding.column() != null) {
            place += text("place.column", locale, finding.column());
        }
        return place + text("place.end", locale);
    }

    private String of(Meeting meeting, Locale locale) {
        return meeting.parts().isEmpty()
                ? text("meeting.always", locale)
                : meeting.parts().stream()
                        .map(part -> text("meeting.part", locale, part.label(), values(part.values(), locale)))
                        .collect(Collectors.joining(text("meeting.and", locale)));
    }

    private String values(List<Value> values, Locale locale) {
        String or = text("value.or", locale);
        String shown = values.stream()
                .limit(MOST_VALUES)
                .map(value ->
                        text("value." + value.kind(), locale, value.bounds().toArray()))
                .collect(Collectors.joining(or));
        return values.size() <= MOST_VALUES ? shown : shown + text("value.more", locale, values.size() - MOST_VALUES);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
