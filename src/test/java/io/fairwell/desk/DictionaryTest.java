package io.fairwell.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Dispute;
import io.fairwell.notification.LetterKind;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.terms.Basis;
import io.fairwell.terms.LineKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.NoSuchMessageException;

class DictionaryTest {

    private final Words english = new Dictionary().in(Locale.UK, ZoneOffset.UTC);
    private final Words chinese = new Dictionary().in(Locale.CHINESE, ZoneOffset.UTC);

    static Stream<Enum<?>> constants() {
        return Stream.<Enum<?>[]>of(
                        CaseStatus.values(),
                        Awaiting.Who.values(),
                        Awaiting.What.values(),
                        RenewalState.values(),
                        ReasonCode.values(),
                        EffectiveMode.values(),
                        Identity.State.values(),
                        IdentityMethod.values(),
                        Refund.State.values(),
                        Offer.State.values(),
                        Rejection.Cause.values(),
                        Actor.Kind.values(),
                        CaseMessage.Direction.values(),
                        CaseEvent.Kind.values(),
                        Channel.values(),
                        PaymentRoute.values(),
                        PointsState.values(),
                        Basis.values(),
                        LineKind.values(),
                        LetterKind.values(),
                        Claim.About.values(),
                        Dispute.State.values(),
                        Dispute.Payment.values(),
                        Answer.Outcome.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyConstantHasANameInBothLanguages(Enum<?> constant) {
        assertThat(english.name(constant)).isNotBlank();
        assertThat(chinese.name(constant)).isNotBlank();
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(texts("/messages/desk_zh_CN.properties").keySet())
                .isEqualTo(texts("/messages/desk.properties").keySet());
    }

    private static Properties texts(String resource) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(DictionaryTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void aMissingTextIsAnError() {
        assertThatThrownBy(() -> english.text("no.such.text")).isInstanceOf(NoSuchMessageException.class);
    }

    @Test
    void otherLanguagesAreAnsweredInEnglish() {
        assertThat(new Dictionary().in(Locale.FRENCH, ZoneOffset.UTC).lang()).isEqualTo("en");
        assertThat(chinese.lang()).isEqualTo("zh-CN");
    }

    @Test
    void tellsAgesAndAmounts() {
        assertThat(english.age(Duration.ofMinutes(59))).isEqualTo("59 min");
        assertThat(english.age(Duration.ofMinutes(60))).isEqualTo("1 hour");
        assertThat(english.age(Duration.ofHours(47))).isEqualTo("47 hours");
        assertThat(english.age(Duration.ofHours(48))).isEqualTo("2 days");
        assertThat(english.money(Money.parse("JPY 1200"))).isEqualTo("¥1,200");
        assertThat(chinese.money(Money.parse("CNY -50.00"))).isEqualTo("-¥50.00");
    }
}
