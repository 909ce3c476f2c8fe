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
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.NoSuchMessageException;

class DictionaryTest {

    private static final Pattern DETAILS = Pattern.compile("Map\\.of\\(\\s*(\"[^;]*?)\\);", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\"(\\w+)\",");
    private static final Pattern STEP =
            Pattern.compile("<bpmn:(?:service|user|businessRule)Task id=\"Task_(\\w+)\" name=\"([^\"]*)\"");

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
                        Offer.Kind.values(),
                        Rejection.Cause.values(),
                        Actor.Kind.values(),
                        CaseMessage.Direction.values(),
                        CaseEvent.Kind.values(),
                        Channel.values(),
                        PaymentRoute.values(),
                        PointsState.values(),
                        Basis.values(),
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

    /** What the code puts beside a line of the timeline, as it stands in the sources. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancellation/CancellationCase",
                "process/Escalations",
                "process/FailedStepHandler",
                "process/Settlements"
            })
    void everyDetailOfTheTimelineHasAName(String source) throws IOException {
        String code = Files.readString(Path.of("src/main/java/io/fairwell", source + ".java"));
        Set<String> keys = DETAILS.matcher(code)
                .results()
                .flatMap(details -> KEY.matcher(details.group(1)).results())
                .map(key -> key.group(1))
                .collect(Collectors.toSet());

        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            assertThat(english.text("detail." + key)).isNotBlank();
            assertThat(chinese.text("detail." + key)).isNotBlank();
        });
    }

    @Test
    void everyStepOfTheModelsHasAName() throws IOException {
        try (Stream<Path> models = Files.list(Path.of("processes"))) {
            for (Path model :
                    models.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                assertThat(STEP.matcher(Files.readString(model)).results()).allSatisfy(step -> {
                    assertThat(english.text("step." + step.group(1))).isEqualTo(step.group(2));
                    assertThat(chinese.text("step." + step.group(1))).isNotBlank();
                });
            }
        }
    }

    /** Letters and page are written apart and must name the same button. */
    @ParameterizedTest
    @CsvSource({"my.elsewhere.button, letter.CUSTOMER_ACTION.tellUs", "my.rights.button, letter.RIGHTS_TRANSFER.steps"})
    void lettersNameTheButtonsOfThePage(String button, String letter) throws IOException {
        assertThat(texts("/messages/notification.properties").getProperty(letter))
                .contains("“" + english.text(button) + "”");
        assertThat(texts("/messages/notification_zh_CN.properties").getProperty(letter))
                .contains("“" + chinese.text(button) + "”");
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
