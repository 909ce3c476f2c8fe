package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Refund;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterRenderingTest {

    private static final Set<LetterKind> WITH_AMOUNTS = EnumSet.of(
            LetterKind.RECEIPT,
            LetterKind.CONFIRMATION_REQUEST,
            LetterKind.QUOTE_CHANGED,
            LetterKind.SCHEDULED,
            LetterKind.EFFECTIVE_REMINDER,
            LetterKind.CUSTOMER_ACTION,
            LetterKind.RETURN_INSTRUCTIONS,
            LetterKind.RETURN_REMINDER,
            LetterKind.COMPLETED);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private final LetterComposer composer = new LetterComposer(Samples.quoteTexts());
    private final LetterTemplates templates = new LetterTemplates();

    static Stream<Arguments> everyLetter() {
        return Arrays.stream(LetterKind.values())
                .flatMap(kind -> Stream.of("en", "zh-CN").map(locale -> Arguments.of(kind, locale)));
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void isCompleteInBothForms(LetterKind kind, String locale) {
        Letter letter = composer.compose(Samples.context(kind, locale), kind);

        for (String rendered : List.of(templates.html(letter), templates.text(letter))) {
            assertThat(rendered).contains(Samples.NUMBER.value(), Samples.LINK, letter.greeting());
            assertThat(rendered).doesNotContain("??", "null", "letter.", "[(", "[#", " th:", "LetterKind");
            assertThat(rendered).doesNotContainPattern(PLACEHOLDER);
            if (WITH_AMOUNTS.contains(kind)) {
                assertThat(rendered).contains("72.00", "50.00", "22.00", "law CN-PREPAID");
            }
        }
        assertThat(templates.text(letter)).doesNotContain("\n\n\n");
        assertThat(letter.shortText())
                .contains(Samples.NUMBER.value(), Samples.LINK)
                .doesNotContain("\n");
        assertThat(letter.subject()).doesNotContainPattern(PLACEHOLDER).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void isWrittenInTheLanguageOfTheCase(LetterKind kind, String locale) {
        LetterContext context =
                Samples.context(Samples.context(kind, locale).cancellation(), Samples.facts(kind), Contact.NONE);
        Letter letter = composer.compose(context, kind);

        String words = letter.subject() + letter.paragraphs() + letter.facts() + letter.closing() + letter.shortText();
        if (locale.equals("en")) {
            assertThat(words).doesNotContainPattern(CHINESE).contains("Shop Plus");
        } else {
            assertThat(letter.subject()).containsPattern(CHINESE);
            assertThat(letter.paragraphs())
                    .filteredOn(p -> !p.equals(Samples.facts(kind).get("question")))
                    .allMatch(p -> CHINESE.matcher(p).find());
            assertThat(words).contains("购物会员");
        }
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertThat(keys("notification_zh_CN")).isEqualTo(keys("notification"));
    }

    private static Set<String> keys(String bundle) throws IOException {
        try (InputStream in = LetterRenderingTest.class.getResourceAsStream("/messages/" + bundle + ".properties")) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties.stringPropertyNames();
        }
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void tellsTheCodeInTheBodyOfTheCodeLetterOnly(LetterKind kind, String locale) {
        Letter letter = composer.compose(
                Samples.context(
                        Samples.context(kind, locale).cancellation(), withCode(Samples.facts(kind)), Contact.NONE),
                kind);

        assertThat(letter.subject()).doesNotContain("493817");
        assertThat(templates.text(letter).contains("493817")).isEqualTo(kind == LetterKind.CODE);
        assertThat(templates.html(letter).contains("493817")).isEqualTo(kind == LetterKind.CODE);
    }

    private static Map<String, String> withCode(Map<String, String> facts) {
        Map<String, String> all = new java.util.HashMap<>(facts);
        all.put("code", "493817");
        return all;
    }

    @Test
    void tellsDatesInTheZoneOfTheSubscription() {
        assertThat(text(LetterKind.SCHEDULED, "en"))
                .contains("10 March 2026, 17:00 (China", "19 March 2026", "until 20 March 2026, 00:00");
        assertThat(text(LetterKind.SCHEDULED, "zh-CN")).contains("2026年3月10日 17:00", "人民币 22.00 元", "−人民币 50.00 元");
    }

    @Test
    void escapesWhatOthersWrote() {
        Contact contact = new Contact("a@example.org", null, "<script>alert(1)</script>");
        Map<String, String> facts = Map.of("question", "<img src=x onerror=alert(1)>\nsecond line {plan} ${7*7}");
        Letter letter = composer.compose(
                Samples.context(
                        Samples.context(LetterKind.INFORMATION_REQUEST, "en").cancellation(), facts, contact),
                LetterKind.INFORMATION_REQUEST);

        assertThat(templates.html(letter))
                .doesNotContain("<script", "<img", "49")
                .contains("&lt;script&gt;", "&lt;img src=x", "second line {plan} ${7*7}");
        assertThat(templates.text(letter)).contains("<img src=x onerror=alert(1)>\nsecond line {plan} ${7*7}");
    }

    @Test
    void aNameCannotAddLines() {
        Contact contact = new Contact("a@example.org", null, "Eve\r\nBcc: all@example.org\u202Egnp");
        Letter letter = composer.compose(
                Samples.context(Samples.context(LetterKind.RECEIPT, "en").cancellation(), Map.of(), contact),
                LetterKind.RECEIPT);

        assertThat(letter.greeting()).isEqualTo("Hello Eve  Bcc: all@example.org gnp,");
    }

    @ParameterizedTest
    @EnumSource(
            value = LetterKind.class,
            names = {"CODE", "INFORMATION_REQUEST"})
    void insistsOnTheFactsItNeeds(LetterKind kind) {
        LetterContext without = Samples.context(Samples.context(kind, "en").cancellation(), Map.of(), Contact.NONE);

        assertThatThrownBy(() -> composer.compose(without, kind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(kind.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARTNER", "RESELLER", "STORE"})
    void tellsWhatToDoAtEachPlaceOfPurchase(String where) {
        for (String locale : List.of("en", "zh-CN")) {
            LetterContext context = Samples.context(
                    Samples.context(LetterKind.CUSTOMER_ACTION, locale).cancellation(),
                    Map.of("where", where),
                    Contact.NONE);
            assertThat(composer.compose(context, LetterKind.CUSTOMER_ACTION).paragraphs())
                    .anyMatch(p -> p.contains("1. ") && p.contains("\n2. ") && p.contains("\n3. "));
        }
    }

    @Test
    void confirmsACancellationWithRenewalOffTheRefundAndTheRightToDispute() {
        assertThat(text(LetterKind.COMPLETED, "en"))
                .contains(
                        "The last day of service: 19 March 2026.",
                        "Renewal is off.",
                        "Your refund of CNY 22.00 has been paid (bank card).",
                        "between 23 March 2026 and 25 March 2026",
                        "right to dispute");
    }

    @ParameterizedTest
    @EnumSource(
            value = Refund.State.class,
            names = {"UNKNOWN", "REJECTED"})
    void doesNotCallARefundPaidThatNobodyHasConfirmed(Refund.State state) {
        String text = completed(Samples.refund(state));

        assertThat(text)
                .contains("not been confirmed by the payment provider")
                .doesNotContain("has been paid", "on its way");
    }

    @Test
    void tellsReasonAndLegalBasisOfARefusedRefund() {
        String text = completed(new Refund(
                Refund.State.REJECTED,
                Samples.cny("22.00"),
                Samples.cny("0.00"),
                null,
                "agent",
                "supervisor",
                "all benefits were used",
                "Terms, section 9",
                null));

        assertThat(text)
                .contains("there is no refund", "CNY 22.00", "all benefits were used", "Terms, section 9", "dispute")
                .doesNotContain("payment provider");
    }

    private String completed(Refund refund) {
        CancellationCase done = Samples.aCase(CaseStatus.COMPLETED, Samples.request("en", false), refund, null, "HERE");
        return templates.text(composer.compose(Samples.context(done, Map.of(), Contact.NONE), LetterKind.COMPLETED));
    }

    @Test
    void saysWhetherADraftOrASmallerRefundIsToBeConfirmed() {
        CancellationCase draft = Samples.aCase(
                CaseStatus.AWAITING_CONFIRMATION,
                Samples.request("en", true),
                Samples.refund(Refund.State.APPROVED),
                null,
                "HERE");
        LetterKind kind = LetterKind.CONFIRMATION_REQUEST;

        assertThat(templates.text(composer.compose(Samples.context(draft, Map.of(), Contact.NONE), kind)))
                .contains("Please confirm that you want to cancel", "by 18 March 2026, 00:30", "lapses")
                .doesNotContain("smaller");
        assertThat(text(kind, "en"))
                .contains(
                        "smaller than what we quoted",
                        "CNY 10.00",
                        "CNY 22.00",
                        "two deliveries were missed",
                        "we pay what was approved")
                .doesNotContain("lapses");
    }

    @Test
    void mentionsAnOpenOfferWithoutPressing() {
        assertThat(text(LetterKind.RECEIPT, "en")).contains("20% off the price", "You need not answer it");
        assertThat(text(LetterKind.OFFER, "en")).contains("No answer counts as a no", "Your cancellation goes on");
    }

    @ParameterizedTest
    @EnumSource(Offer.Kind.class)
    void hasWordsForEveryOffer(Offer.Kind offered) {
        for (int cycles = 1; cycles <= 2; cycles++) {
            Offer offer = new Offer(offered, 10, cycles, "offer#1", Offer.State.ACCEPTED, Samples.DECLARED, null);
            for (String locale : List.of("en", "zh-CN")) {
                CancellationCase retained = Samples.aCase(
                        CaseStatus.RETAINED,
                        Samples.request(locale, false),
                        Samples.refund(Refund.State.NONE),
                        offer,
                        "HERE");
                assertThat(composer.compose(Samples.context(retained, Map.of(), Contact.NONE), LetterKind.RETAINED)
                                .paragraphs())
                        .hasSize(4);
            }
        }
    }

    private String text(LetterKind kind, String locale) {
        return templates.text(composer.compose(Samples.context(kind, locale), kind));
    }
}
