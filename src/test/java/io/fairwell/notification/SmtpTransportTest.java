package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.delivery.Dispatcher;
import io.fairwell.notification.OutboxMessage.Status;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails as they leave the house, over a real connection. */
class SmtpTransportTest extends NotificationTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Dispatcher<OutboxMessage> dispatcher(int port) throws Exception {
        return new Dispatcher<>(new LetterCourier(outbox, smtp(port), new MailboxTransport(), false, LEASE), clock);
    }

    private static MailTransport smtp(int port) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "2000");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "1000");
        return new SmtpTransport(sender, new InternetAddress("Fairwell <no-reply@fairwell.example>", true));
    }

    @Test
    void deliversTextAndHtmlOnceInUtf8() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"), "zh-CN");
        send(number, LetterKind.RECEIPT, "start");
        OutboxMessage queued = only(number);

        dispatcher(server.getSmtp().getPort()).dispatchDue();
        dispatcher(server.getSmtp().getPort()).dispatchDue();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo(queued.subject());
        assertThat(received.getFrom()[0]).hasToString("Fairwell <no-reply@fairwell.example>");
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getAllRecipients()[0]).hasToString("li@example.org");
        assertThat(received.getMessageID()).isEqualTo(queued.messageId());
        assertThat(received.getHeader("Content-Language")).containsExactly("zh-CN");
        assertThat(received.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0)
                        .getContent()
                        .toString()
                        .replace("\r\n", "\n")
                        .strip())
                .isEqualTo(queued.text().strip());
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("退订凭证");
    }

    @Test
    void deliversWithTheSameIdOnceTheServerIsBack() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        send(number, LetterKind.RECEIPT, "start");
        int port = server.getSmtp().getPort();
        Dispatcher<OutboxMessage> dispatcher = dispatcher(port);
        server.stop();

        dispatcher.dispatchDue();
        assertThat(only(number).status()).isEqualTo(Status.PENDING);
        assertThat(only(number).lastError()).isEqualTo("SMTP_UNREACHABLE");
        String id = only(number).messageId();

        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        clock.plus(Duration.ofSeconds(10));
        dispatcher.dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.SENT);
        assertThat(only(number).lastError()).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 450 try later,            PENDING, SMTP_RECIPIENT_450",
        "RCPT, 550 no such user,         PARKED,  SMTP_RECIPIENT_550",
        "MAIL, 451 li@example.org later, PENDING, SMTP_451",
        "MAIL, 550 not from here,        PENDING, SMTP_550",
        "DATA, 451 try later,            PENDING, SMTP_451",
        "DATA, 554 no thanks,            PENDING, SMTP_554",
        ".,    452 disk full,            PENDING, SMTP_452",
        ".,    554 looks like spam,      PENDING, SMTP_554"
    })
    void givesUpOnlyWhereTheRecipientIsRefusedForGood(String command, String answer, Status status, String error)
            throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        send(number, LetterKind.RECEIPT, "start");

        try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> session = CompletableFuture.runAsync(() -> serve(refusing, command, answer));
            dispatcher(refusing.getLocalPort()).dispatchDue();
            session.join();
        }

        assertThat(only(number).status()).isEqualTo(status);
        assertThat(only(number).lastError()).isEqualTo(error);
    }

    @Test
    void aServerThatSaysNothingHoldsALetterUpForItsTimeOutOnly() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        send(number, LetterKind.RECEIPT, "start");

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            dispatcher(silent.getLocalPort()).dispatchDue();
        }

        assertThat(only(number).status()).isEqualTo(Status.PENDING);
        assertThat(only(number).lastError()).isEqualTo("SMTP_UNREACHABLE");
    }

    @Test
    void goesOutUnderTheSameIdWhereANodeDiedAfterTheServerHadTakenIt() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        send(number, LetterKind.RECEIPT, "start");
        int port = server.getSmtp().getPort();
        LetterCourier dying = new LetterCourier(outbox, smtp(port), new MailboxTransport(), false, LEASE);
        dying.deliver(dying.claim().orElseThrow());

        clock.plus(LEASE.minusSeconds(1));
        dispatcher(port).dispatchDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        clock.plus(Duration.ofSeconds(1));
        dispatcher(port).dispatchDue();

        assertThat(server.getReceivedMessages())
                .hasSize(2)
                .allSatisfy(received -> assertThat(received.getMessageID())
                        .isEqualTo(only(number).messageId()));
        assertThat(only(number).status()).isEqualTo(Status.SENT);
    }

    /** One SMTP session in which one command is refused. */
    private static void serve(ServerSocket listener, String refused, String answer) {
        try (Socket socket = listener.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            answer(out, "220 ready");
            boolean body = false;
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (body && !line.equals(".")) {
                    continue;
                }
                body = false;
                if (line.startsWith(refused)) {
                    answer(out, answer);
                } else if (line.equals("DATA")) {
                    body = true;
                    answer(out, "354 go ahead");
                } else {
                    answer(out, "250 fine");
                }
            }
            answer(out, "221 bye");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }
}
