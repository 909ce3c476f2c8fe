package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@ExtendWith(OutputCaptureExtension.class)
class NotificationConfigurationTest {

    private static final String WARNING = "spring.mail.host is not set";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withBean(Outbox.class, () -> mock(Outbox.class))
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(NotificationConfiguration.class)
            .withPropertyValues("fairwell.notification.poll-interval=0");

    @Test
    void saysOnceAtStartThatNothingIsSent(CapturedOutput output) {
        runner.withPropertyValues("fairwell.demo=false")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getOut().split(WARNING, -1)).hasSize(2);
    }

    @Test
    void isContentWithTheMailboxInTheDemo(CapturedOutput output) {
        runner.withPropertyValues("fairwell.demo=true")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getOut()).doesNotContain(WARNING);
    }

    @Test
    void givesASlowMailServerUpSoon(CapturedOutput output) {
        runner.withPropertyValues("spring.mail.host=mail.example.org").run(context -> {
            assertThat(context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                    .containsEntry("mail.smtp.connectiontimeout", "2000")
                    .containsEntry("mail.smtp.timeout", "8000")
                    .containsEntry("mail.smtp.writetimeout", "8000");
        });
        assertThat(output.getOut()).doesNotContain(WARNING);
    }

    @Test
    void lettersOfADeadNodeGoOutWithinTwoAndAHalfMinutes() {
        runner.withPropertyValues("spring.mail.host=mail.example.org").run(context -> {
            Properties mail = context.getBean(JavaMailSenderImpl.class).getJavaMailProperties();
            Duration poll = Duration.ofSeconds(10);
            assertThat(Lease.of(mail).plus(poll)).isLessThanOrEqualTo(Duration.ofSeconds(150));
            // ... and not before a dozen answers that all come at the last moment.
            assertThat(Lease.of(mail)).isGreaterThan(Duration.ofSeconds(2 + 12 * 8));
        });
    }

    @Test
    void withoutATimeOutALeaseIsLong() {
        assertThat(Lease.of(new Properties())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void textMessagesGoToTheProviderThatIsConfigured() {
        runner.withPropertyValues(
                        "fairwell.notification.sms.url=https://sms.example.org/messages",
                        "fairwell.notification.sms.token=t")
                .run(context -> assertThat(context).hasSingleBean(HttpSmsTransport.class));
        runner.run(context -> assertThat(context).doesNotHaveBean(SmsTransport.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url=https://user:secret@sms.example.org", "url=ftp://sms.example.org", "url="})
    void refusesAProviderThatCannotBeCalled(String url) {
        runner.withPropertyValues("fairwell.notification.sms." + url, "fairwell.notification.sms.token=t")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesASenderThatIsNone() {
        runner.withPropertyValues("spring.mail.host=mail.example.org", "fairwell.notification.from=nobody at all")
                .run(context -> assertThat(context).hasFailed());
    }
}
