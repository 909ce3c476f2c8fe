package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
    void refusesASenderThatIsNone() {
        runner.withPropertyValues("spring.mail.host=mail.example.org", "fairwell.notification.from=nobody at all")
                .run(context -> assertThat(context).hasFailed());
    }
}
