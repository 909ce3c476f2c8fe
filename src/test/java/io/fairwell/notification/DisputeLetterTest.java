package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.Contact;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers are written about their disputes, in both languages. */
class DisputeLetterTest {

    private final LetterComposer composer = new LetterComposer(Samples.quoteTexts());

    private String text(LetterKind kind, String locale, Map<String, String> changes) {
        Map<String, String> facts = new HashMap<>(Samples.facts(kind));
        changes.forEach((name, value) -> {
            if (value == null || value.isEmpty()) {
                facts.remove(name);
            } else {
                facts.put(name, value);
            }
        });
        LetterContext context = Samples.context(Samples.context(kind, locale).cancellation(), facts, Contact.NONE);
        return String.join("\n", composer.compose(context, kind).paragraphs());
    }

    @Test
    void theReceiptSaysWhatIsDisputedAndByWhenItIsAnswered() {
        assertThat(text(LetterKind.DISPUTE_RECEIVED, "en", Map.of()))
                .contains("the charge of CNY 9.00 on 1 March 2026", "answers it by")
                .doesNotContain("You claim");
        assertThat(text(LetterKind.DISPUTE_RECEIVED, "zh-CN", Map.of())).contains("人民币 9.00 元", "2026年3月1日");
        assertThat(text(LetterKind.DISPUTE_RECEIVED, "en", Map.of("about", "REFUND", "chargedOn", "")))
                .contains("what we decided about the refund", "You claim CNY 9.00");
        assertThat(text(LetterKind.DISPUTE_RECEIVED, "en", Map.of("about", "REFUND", "claimed", "")))
                .doesNotContain("claim");
    }

    @ParameterizedTest
    @CsvSource({
        "UPHELD,   en,    You are right. We uphold",
        "UPHELD,   zh-CN, 您的异议成立",
        "PARTLY,   en,    right in part",
        "PARTLY,   zh-CN, 部分成立",
        "REJECTED, en,    do not uphold",
        "REJECTED, zh-CN, 您的异议不成立"
    })
    void theAnswerSaysTheOutcome(String outcome, String locale, String told) {
        assertThat(text(LetterKind.DISPUTE_ANSWERED, locale, Map.of("outcome", outcome)))
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "PAID,   en,    We have paid you CNY 12.50",
        "PAID,   zh-CN, 已另向您支付人民币 12.50 元",
        "FAILED, en,    We owe you CNY 12.50",
        "FAILED, zh-CN, 我们应向您支付人民币 12.50 元",
        "NONE,   en,    No further amount",
        "NONE,   zh-CN, 不再支付其他款项"
    })
    void theAnswerSaysWhatBecomesOfTheMoney(String payment, String locale, String told) {
        assertThat(text(LetterKind.DISPUTE_ANSWERED, locale, Map.of("payment", payment)))
                .contains(told);
    }

    @Test
    void theAnswerGivesReasonLegalBasisAndTheDayOfTheMoney() {
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "en", Map.of("answerLegalBasis", "Terms, section 4")))
                .contains("The reason: 5 days were used", "Legal basis: Terms, section 4", "by 17 March 2026");
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "en", Map.of("answerReason", "", "paidBy", "")))
                .doesNotContain("reason", "Legal basis", "should have it");
    }

    @Test
    void onlyAnAuthorityThatTheLawNamesIsNamed() {
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "en", Map.of())).contains("hotline 12315", "12315 platform");
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "zh-CN", Map.of())).contains("拨打12315热线", "全国12315平台");
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "en", Map.of("authority", "The Ombudsman")))
                .contains("complain to: The Ombudsman")
                .doesNotContain("12315");
        assertThat(text(LetterKind.DISPUTE_ANSWERED, "en", Map.of("authority", "")))
                .doesNotContain("complain");
    }

    @Test
    void aForgottenFactIsAnError() {
        assertThatThrownBy(() -> text(LetterKind.DISPUTE_ANSWERED, "en", Map.of("outcome", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outcome");
    }
}
