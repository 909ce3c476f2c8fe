package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A quote as upstream sees it. */
record Quoted(JsonNode json, Language language) {

    Quoted ends(String on, String basis, String where) {
        assertThat(json.get("effectiveOn").asText()).isEqualTo(on);
        assertThat(json.get("basis").asText()).isEqualTo(basis);
        assertThat(json.get("where").asText()).isEqualTo(where);
        isClean();
        return this;
    }

    /** @param lines such as BASE 72.00; they sum up to the refund */
    Quoted refunds(String amount, String method, String... lines) {
        assertThat(StreamSupport.stream(json.at("/statement/lines").spliterator(), false)
                        .map(line -> line.get("kind").asText() + " "
                                + line.at("/amount/amount").asText()))
                .containsExactly(lines);
        assertThat(json.at("/statement/refund/amount").asText()).isEqualTo(amount);
        assertThat(json.at("/statement/refund/currency").asText()).isEqualTo("CNY");
        assertThat(json.at("/statement/method").asText()).isEqualTo(method);
        return this;
    }

    Quoted computes(String english, String chinese) {
        assertThat(Walk.texts(json.at("/statement/lines"), "formula")).contains(language.say(english, chinese));
        return this;
    }

    Quoted arrives(String route, String from, String to) {
        assertThat(json.at("/statement/route").asText()).isEqualTo(route);
        assertThat(json.at("/statement/eta/from").asText()).isEqualTo(from);
        assertThat(json.at("/statement/eta/to").asText()).isEqualTo(to);
        return this;
    }

    Quoted changes(String... kinds) {
        assertThat(Walk.texts(json.get("impact"), "kind")).containsExactly(kinds);
        return this;
    }

    Quoted saying(String english, String chinese) {
        assertThat(Walk.texts(json.get("impact"), "text")).contains(language.say(english, chinese));
        return this;
    }

    /** At least the decisions it rests on, by table version and rule. */
    Quoted byRule(String rule) {
        assertThat(List.of(
                        json.at("/decisions/0/decision").asText(),
                        json.at("/decisions/0/rule").asText()))
                .containsExactly("terms", rule);
        assertThat(json.at("/decisions/0/version").asInt()).isPositive();
        return this;
    }

    void isClean() {
        String words = String.join("\n", Walk.texts(json.get("impact"), "text"))
                + "\n"
                + String.join("\n", Walk.texts(json.at("/statement/lines"), "formula"))
                + "\n"
                + String.join("\n", Walk.texts(json.at("/statement/lines"), "legalBasis"));
        Mail.isClean(language, words, "CNY");
    }
}
