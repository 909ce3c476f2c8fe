package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ApiTextsTest {

    @Test
    void bothLanguagesSayTheSameThings() {
        ResourceBundle english = ResourceBundle.getBundle("messages/api", Locale.ROOT);
        ResourceBundle chinese = ResourceBundle.getBundle("messages/api", Locale.SIMPLIFIED_CHINESE);

        assertThat(chinese.getLocale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        // A bundle lends from its parent what it lacks, so equal texts would be forgotten ones.
        assertThat(english.keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(chinese.getString(key)).as(key).isNotEqualTo(english.getString(key)));
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void nothingIsLeftWithoutWords() {
        List<String> keys = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            keys.add("field." + Slugs.of(fault));
        }
        for (Offer.Kind kind : Offer.Kind.values()) {
            keys.add("offer." + Slugs.of(kind));
        }
        for (EffectiveMode mode : EffectiveMode.values()) {
            keys.add("receipt.mode." + Slugs.of(mode));
        }
        assertThat(ResourceBundle.getBundle("messages/api", Locale.ROOT).keySet())
                .containsAll(keys);
        for (DeclarationRefused.Why why : DeclarationRefused.Why.values()) {
            assertThat(Fault.valueOf(why.name())).isNotNull();
        }
    }
}
