package io.fairwell.notification;

import io.fairwell.delivery.DeliveryFailed;
import io.fairwell.delivery.Dispatcher;
import io.fairwell.delivery.OutboundHttp;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Decides by what way letters leave the house. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationConfiguration.class);

    @Bean
    LetterCourier letterCourier(
            Outbox outbox,
            ObjectProvider<JavaMailSender> smtp,
            ObjectProvider<SmsTransport> sms,
            NotificationProperties properties,
            @Value("${fairwell.demo:false}") boolean demo) {
        return new LetterCourier(
                outbox,
                mail(smtp.getIfAvailable(), properties, demo),
                sms.getIfAvailable(() -> demo ? new MailboxTransport() : NotificationConfiguration::noProvider),
                demo,
                lease(smtp.getIfAvailable()));
    }

    private static Duration lease(@Nullable JavaMailSender smtp) {
        return Lease.of(smtp instanceof JavaMailSenderImpl sender ? sender.getJavaMailProperties() : new Properties());
    }

    @Bean
    @ConditionalOnProperty("fairwell.notification.sms.url")
    HttpSmsTransport httpSmsTransport(NotificationProperties properties, Clock clock) {
        NotificationProperties.Sms sms = Objects.requireNonNull(properties.sms());
        return new HttpSmsTransport(
                new OutboundHttp(InetAddress::getAllByName, OutboundHttp.Budget.USUAL), sms.url(), sms.token(), clock);
    }

    private static @Nullable MailTransport mail(
            @Nullable JavaMailSender smtp, NotificationProperties properties, boolean demo) {
        if (smtp != null) {
            return new SmtpTransport(smtp, sender(properties.from()));
        }
        if (demo) {
            return new MailboxTransport();
        }
        LOG.warn("spring.mail.host is not set: letters to customers are kept, and none is sent");
        return null;
    }

    private static InternetAddress sender(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("fairwell.notification.from is not a mail address", e);
        }
    }

    private static void noProvider(String phone, String text, String messageId) throws DeliveryFailed {
        throw new DeliveryFailed("NO_SMS_PROVIDER", true);
    }

    @Bean
    OutboxWorker outboxWorker(LetterCourier courier, NotificationProperties properties, Clock clock) {
        return new OutboxWorker(properties.pollInterval(), new Dispatcher<>(courier, clock));
    }
}
