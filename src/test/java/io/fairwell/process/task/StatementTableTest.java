package io.fairwell.process.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.terms.Eta;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.WrittenLine;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class StatementTableTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 13);

    private final QuoteTexts texts = mock(QuoteTexts.class);
    private final StatementTable table = new StatementTable(texts);

    private String table(int lines, String amount, LocalDate last) {
        when(texts.lines(any(), eq(Locale.ENGLISH)))
                .thenReturn(Collections.nCopies(lines, line("Refundable part", "a | b", "the law")));
        when(texts.lines(any(), eq(Locale.SIMPLIFIED_CHINESE)))
                .thenReturn(Collections.nCopies(lines, line("可退部分", "甲", "法律")));
        when(texts.route(PaymentRoute.CARD, Locale.ENGLISH)).thenReturn("bank card");
        when(texts.route(PaymentRoute.CARD, Locale.SIMPLIFIED_CHINESE)).thenReturn("银行卡");
        return table.of(
                new RefundStatement("DAYS", List.of(), Money.parse(amount), PaymentRoute.CARD, new Eta(FIRST, last)));
    }

    private static WrittenLine line(String name, String formula, String law) {
        return new WrittenLine(LineKind.BASE, name, Money.parse("CNY 2150.00"), formula, "terms#vip-term", 4, law);
    }

    @Test
    void tellsEverythingInBothLanguages() {
        assertThat(table(1, "CNY 2150.00", FIRST.plusDays(4)))
                .contains("| Amount · 金额 | Item · 项目 |\n| --: | :-- |\n")
                .contains(
                        "| CNY 2150.00 | **Refundable part · 可退部分**<br>a \\| b<br>甲<br>Rule · 规则: terms#vip-term, version 4 · 版本 4"
                                + "<br>Legal basis · 法律依据:<br>the law<br>法律 |\n")
                .contains("| **CNY 2150.00** | **Total · 合计** |\n\n")
                .contains("Paid back by · 退回渠道: bank card · 银行卡")
                .endsWith("预计到账: 2026-03-13 – 2026-03-17");
    }

    @Test
    void oneDayIsNoRange() {
        assertThat(table(1, "JPY 1200", FIRST)).contains("JPY 1200").endsWith("预计到账: 2026-03-13");
    }

    @Test
    void whereNothingIsPaidThereIsNoRoute() {
        assertThat(table(1, "CNY 0.00", FIRST)).contains("**CNY 0.00**").doesNotContain("银行卡", "2026");
    }

    @Test
    void fitsTheEngineWhateverAnalystsWrite() {
        assertThat(table(40, "CNY 2150.00", FIRST))
                .hasSizeLessThan(4000)
                .contains("case page", "CNY 2150.00", "银行卡")
                .doesNotContain("terms#");
    }
}
