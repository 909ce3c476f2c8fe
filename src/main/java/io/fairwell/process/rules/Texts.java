package io.fairwell.process.rules;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.jspecify.annotations.Nullable;

/** What stands in the elements of a model. */
final class Texts {

    private Texts() {}

    /** @return without surrounding blanks; empty where there is nothing */
    static String of(@Nullable Text text) {
        return text == null || text.getTextContent() == null
                ? ""
                : text.getTextContent().strip();
    }

    static String of(@Nullable UnaryTests tests) {
        return tests == null ? "" : of(tests.getText());
    }

    static String or(@Nullable String text, String otherwise) {
        return text != null && !text.isBlank() ? text.strip() : otherwise;
    }

    /** @return a question mark where it has none, which is a finding of its own */
    static String id(DmnElement element) {
        return or(element.getId(), "?");
    }

    /** @param own language the element names; null for that of its file */
    static @Nullable String language(DmnElement element, @Nullable String own) {
        return own != null
                ? own
                : ((DmnModelInstance) element.getModelInstance())
                        .getDefinitions()
                        .getExpressionLanguage();
    }
}
