package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.notification.OutboxMessage.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;

class LettersTest extends NotificationTest {

    @Test
    void queuesAMailInTheLanguageOfTheCaseAndWakesTheWorkerAfterTheCommit() {
        CaseNumber number = aCase(mail("li@example.org"), "zh-CN");

        transaction.executeWithoutResult(status -> {
            letters.send(number, LetterKind.RECEIPT, "start", none());
            verify(worker, never()).wake();
        });

        verify(worker).wake();
        OutboxMessage message = only(number);
        assertThat(message.channel()).isEqualTo(Channel.EMAIL);
        assertThat(message.recipient()).isEqualTo("li@example.org");
        assertThat(message.locale()).isEqualTo("zh-CN");
        assertThat(message.subject()).isEqualTo("退订凭证：购物会员（" + number + "）");
        assertThat(message.html()).contains("/my/" + number + ".");
        assertThat(message.text()).contains("Li Lei，您好", number.value());
        assertThat(message.status()).isEqualTo(Status.PENDING);
    }

    @Test
    void writesOncePerStepAndKind() {
        CaseNumber number = aCase(mail("li@example.org"));

        send(number, LetterKind.RECEIPT, "start");
        send(number, LetterKind.RECEIPT, "start");
        assertThat(outbox.of(number.value())).hasSize(1);

        send(number, LetterKind.CODE, "start");
        send(number, LetterKind.CODE, "again");
        assertThat(outbox.of(number.value()))
                .hasSize(3)
                .extracting(OutboxMessage::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesNothingBehindWhenTheTransactionFails() {
        CaseNumber number = aCase(mail("li@example.org"));

        transaction.executeWithoutResult(status -> {
            letters.send(number, LetterKind.RECEIPT, "start", none());
            status.setRollbackOnly();
        });

        assertThat(outbox.of(number.value())).isEmpty();
        verify(worker, never()).wake();
    }

    @Test
    void insistsOnATransaction() {
        CaseNumber number = aCase(mail("li@example.org"));

        assertThatThrownBy(() -> letters.send(number, LetterKind.RECEIPT, "start", none()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void writesAShortMessageToAPhone() {
        CaseNumber number = aCase(new Contact(null, "+86 138-0013-8000", null));

        send(number, LetterKind.CODE, "code");

        OutboxMessage message = only(number);
        assertThat(message.channel()).isEqualTo(Channel.SMS);
        assertThat(message.recipient()).isEqualTo("+8613800138000");
        assertThat(message.html()).isEmpty();
        assertThat(message.text()).contains("493817", number.value(), "/my/");
        assertThat(message.subject()).doesNotContain("493817");
    }

    @Test
    void parksVisiblyWhatCanReachNobody() {
        CaseNumber number = aCase(Contact.NONE);

        send(number, LetterKind.RECEIPT, "start");

        assertThat(only(number).status()).isEqualTo(Status.PARKED);
        assertThat(log.of(number)).singleElement().satisfies(entry -> {
            assertThat(entry.error()).isEqualTo("NO_CONTACT");
            assertThat(log.redeliver(number, entry.id())).isFalse();
        });
        assertThat(log.parked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "li@example.org\r\nBcc: all@example.org",
                "li@example.org\nX: y",
                "li@example.org, all@example.org",
                "Li <li@example.org>",
                "li@example.org\u2028Bcc: all@example.org",
                "not an address",
                "nobody"
            })
    void writesToNoAddressThatIsMoreThanAnAddress(String address) {
        CaseNumber number = aCase(new Contact(address, "13800138000", null));

        send(number, LetterKind.RECEIPT, "start");

        assertThat(only(number).channel()).isEqualTo(Channel.SMS);
        assertThat(only(number).recipient()).isEqualTo("13800138000");
    }

    @Test
    void keepsLineBreaksInANameOutOfTheLetter() {
        CaseNumber number = aCase(new Contact("li@example.org", null, "Li\r\nSubject: you won"));

        send(number, LetterKind.RECEIPT, "start");

        assertThat(only(number).text()).startsWith("Hello Li  Subject: you won,\n");
        assertThat(only(number).subject()).doesNotContain("won");
    }
}
