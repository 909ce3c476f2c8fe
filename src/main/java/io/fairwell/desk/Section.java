package io.fairwell.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A titled list of facts.
 *
 * @param id anchor and style hook
 * @param quotation words of a person, shown as such
 */
record Section(
        String id, String title, List<Fact> facts, @Nullable String quotation) {

    record Fact(String label, String value) {}

    static Builder titled(String id, Words words) {
        return new Builder(id, words);
    }

    /** Collects facts; what is not known is told as such rather than left out. */
    static final class Builder {
        private final String id;
        private final Words words;
        private final List<Fact> facts = new ArrayList<>();
        private @Nullable String quotation;

        private Builder(String id, Words words) {
            this.id = id;
            this.words = words;
        }

        Builder fact(String key, @Nullable String value) {
            String told = value == null || value.isBlank() ? words.text("none") : value;
            facts.add(new Fact(words.text("fact." + key), told));
            return this;
        }

        /** Left out where it does not apply. */
        Builder factIf(boolean applies, String key, @Nullable String value) {
            return applies ? fact(key, value) : this;
        }

        Builder quotation(@Nullable String said) {
            quotation = said == null || said.isBlank() ? null : said;
            return this;
        }

        Section done() {
            return new Section(id, words.text("section." + id), List.copyOf(facts), quotation);
        }
    }
}
