package io.fairwell.identity;

import static io.fairwell.identity.CheckResult.CORRECT;
import static io.fairwell.identity.CheckResult.EXHAUSTED;
import static io.fairwell.identity.CheckResult.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseNumbers;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Lifecycle;
import io.fairwell.cancellation.QuoteBook;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@DatabaseTest
@Import({
    Verification.class,
    VerificationRecords.class,
    CodeHash.class,
    Cancellations.class,
    CaseNumbers.class,
    CancellationCases.class,
    CaseFiles.class
})
@TestPropertySource(properties = {"logging.level.io.fairwell=TRACE", "logging.level.org.springframework.jdbc=TRACE"})
@ExtendWith(OutputCaptureExtension.class)
class VerificationTest {

    /** Levels belong to the whole JVM, in which other tests follow. */
    @AfterAll
    static void beQuietAgain() {
        LoggingSystem logging = LoggingSystem.get(VerificationTest.class.getClassLoader());
        logging.setLogLevel("io.fairwell", null);
        logging.setLogLevel("org.springframework.jdbc", null);
    }

    private static final Actor CUSTOMER = Actor.customer("c-1");

    @Autowired
    private Verification verification;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private CancellationCases cases;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @MockitoBean
    private Lifecycle lifecycle;

    @MockitoBean
    private SubscriptionDirectory subscriptions;

    @MockitoBean
    private QuoteBook quotes;

    /** What the process does: it checks within the transaction of the entry. */
    @BeforeEach
    void checkOnEntry() {
        doAnswer(call -> verification.check(call.getArgument(0)))
                .when(lifecycle)
                .codeEntered(any());
    }

    @Test
    void acceptsTheCodeThatWasIssued() {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        assertThat(verification.lastResult(number)).isEmpty();
        assertThat(enter(number, code)).isEqualTo(CORRECT);
        assertThat(verification.attemptsLeft(number)).isEqualTo(4);
    }

    @Test
    void acceptsACodeOnce() {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        enter(number, code);
        assertThat(enter(number, code)).isEqualTo(WRONG);
    }

    @Test
    void acceptsNoCodeOfAnotherCase() {
        CaseNumber mine = awaitingCode();
        CaseNumber theirs = awaitingCode();
        String code = verification.issueCode(theirs);
        jdbc.sql("""
                        INSERT INTO verification (case_number, expected_hash, updated_at)
                        SELECT ?, expected_hash, now() FROM verification WHERE case_number = ?
                        """).param(mine.value()).param(theirs.value()).update();
        assertThat(enter(mine, code)).isEqualTo(WRONG);
        assertThat(enter(theirs, code)).isEqualTo(CORRECT);
    }

    @Test
    void onlyTheNewestCodeCounts() {
        CaseNumber number = awaitingCode();
        String former = verification.issueCode(number);
        String newest = differentFrom(former, number);
        assertThat(enter(number, former)).isEqualTo(WRONG);
        assertThat(enter(number, newest)).isEqualTo(CORRECT);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,CORRECT", "PT9M59.999S,CORRECT", "PT10M,EXPIRED", "PT240H,EXPIRED"})
    void aCodeLivesTenMinutes(Duration later, CheckResult result) {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        clock.plus(later);
        assertThat(enter(number, code)).isEqualTo(result);
        assertThat(verification.attemptsLeft(number)).isEqualTo(4);
    }

    @Test
    void whatCountsIsWhenItWasEnteredNotWhenItWasChecked() {
        CaseNumber number = awaitingCode();
        doAnswer(call -> null).when(lifecycle).codeEntered(any());
        String code = verification.issueCode(number);
        clock.plus(Duration.ofMinutes(9));
        verification.enter(number, code, CUSTOMER);
        clock.plus(Duration.ofMinutes(9));
        assertThat(verification.check(number)).isEqualTo(CORRECT);
    }

    @Test
    void theFifthFailureIsTheLast() {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(enter(number, other(code))).isEqualTo(WRONG);
            assertThat(verification.attemptsLeft(number)).isEqualTo(5 - attempt);
        }
        assertThat(enter(number, other(code))).isEqualTo(EXHAUSTED);
        assertThat(enter(number, code)).isEqualTo(EXHAUSTED);
        assertThat(verification.attemptsLeft(number)).isZero();
    }

    @Test
    void theFifthAttemptMayBeRight() {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        for (int attempt = 1; attempt <= 4; attempt++) {
            enter(number, other(code));
        }
        assertThat(enter(number, code)).isEqualTo(CORRECT);
    }

    @Test
    void aNewCodeBringsNoNewAttempts() {
        CaseNumber number = awaitingCode();
        for (int attempt = 1; attempt <= 4; attempt++) {
            enter(number, other(verification.issueCode(number)));
        }
        clock.plus(Duration.ofMinutes(1));
        String last = verification.issueCode(number);
        clock.plus(Duration.ofMinutes(11));
        assertThat(enter(number, last)).isEqualTo(EXHAUSTED);
        assertThat(enter(number, verification.issueCode(number))).isEqualTo(EXHAUSTED);
    }

    @Test
    void cardDigitsDoNotExpireAndShareTheAttempts() {
        CaseNumber number = awaiting(IdentityMethod.CARD);
        verification.expectCardDigits(number, "1234");
        clock.plus(Duration.ofDays(1));
        assertThat(enter(number, "4321")).isEqualTo(WRONG);
        assertThat(enter(number, "001234")).isEqualTo(WRONG);
        assertThat(enter(number, "1234")).isEqualTo(CORRECT);
        assertThat(verification.attemptsLeft(number)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "12345", "1234567", "12345a", " 12345", "123456\n", "１２３４５６", "-12345", "1234\u0000"})
    void refusesWhatCanBeNoCodeWithoutCountingOrRepeatingIt(String entered) {
        CaseNumber number = awaitingCode();
        verification.issueCode(number);
        assertThatExceptionOfType(InvalidCode.class)
                .isThrownBy(() -> verification.enter(number, entered, CUSTOMER))
                .withMessage("neither 6 nor 4 digits");
        assertThatExceptionOfType(InvalidCode.class)
                .isThrownBy(() -> verification.expectCardDigits(number, entered + "x"));
        assertThat(verification.attemptsLeft(number)).isEqualTo(5);
        verify(lifecycle, never()).codeEntered(any());
    }

    @Test
    void refusesEntriesThatAreNotAwaited() {
        CaseNumber number = declared(IdentityMethod.CODE);
        String code = verification.issueCode(number);
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> verification.enter(number, code, CUSTOMER));
        assertThatExceptionOfType(TransitionNotAllowed.class).isThrownBy(() -> verification.resend(number, CUSTOMER));
        verify(lifecycle, never()).codeEntered(any());
        verify(lifecycle, never()).newCodeRequested(any());
        assertThat(hashesEntered()).isZero();
    }

    @Test
    void aFailureOfTheProcessUndoesTheEntry() {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        doThrow(new IllegalStateException("engine")).when(lifecycle).codeEntered(any());
        assertThatIllegalStateException().isThrownBy(() -> verification.enter(number, code, CUSTOMER));
        assertThat(hashesEntered()).isZero();
        assertThat(verification.attemptsLeft(number)).isEqualTo(5);
    }

    @Test
    void aRepeatedCheckCountsNothing() {
        CaseNumber number = awaitingCode();
        assertThatIllegalStateException().isThrownBy(() -> verification.check(number));
        String code = verification.issueCode(number);
        assertThatIllegalStateException().isThrownBy(() -> verification.check(number));
        enter(number, other(code));
        assertThat(verification.check(number)).isEqualTo(WRONG);
        assertThat(verification.attemptsLeft(number)).isEqualTo(4);
    }

    @Test
    void sendsThreeMoreCodesAndNoFourth() {
        CaseNumber number = awaitingCode();
        verification.issueCode(number);
        for (int resend = 1; resend <= 3; resend++) {
            verification.resend(number, CUSTOMER);
        }
        assertThatExceptionOfType(ResendsUsedUp.class).isThrownBy(() -> verification.resend(number, CUSTOMER));
        verify(lifecycle, times(3)).newCodeRequested(number);
    }

    @Test
    void cardDigitsAreNotSentAgain() {
        CaseNumber number = awaiting(IdentityMethod.CARD);
        verification.expectCardDigits(number, "1234");
        assertThatExceptionOfType(TransitionNotAllowed.class).isThrownBy(() -> verification.resend(number, CUSTOMER));
        verify(lifecycle, never()).newCodeRequested(any());
    }

    @RepeatedTest(3)
    @Timeout(60)
    void countsEveryAttemptHoweverManyComeAtOnce() throws Exception {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        List<CheckResult> judged = java.util.Collections.synchronizedList(new ArrayList<>());
        doAnswer(call -> judged.add(verification.check(number))).when(lifecycle).codeEntered(any());
        atOnce(10, () -> verification.enter(number, other(code), CUSTOMER));
        assertThat(judged).hasSize(10).containsOnly(WRONG, EXHAUSTED);
        assertThat(judged.stream().filter(WRONG::equals)).hasSize(4);
        assertThat(attemptsCounted()).isEqualTo(5);
        assertThat(enter(number, code)).isEqualTo(EXHAUSTED);
    }

    @Test
    @Timeout(60)
    void sendsNoMoreThanThreeHoweverManyAskAtOnce() throws Exception {
        CaseNumber number = awaitingCode();
        verification.issueCode(number);
        atOnce(8, () -> {
            try {
                verification.resend(number, CUSTOMER);
            } catch (ResendsUsedUp expected) {
                // five of the eight
            }
        });
        verify(lifecycle, times(3)).newCodeRequested(number);
    }

    @Test
    void codesAreSixDigitsAndSpreadOut() {
        CaseNumber number = awaitingCode();
        Set<String> codes = new HashSet<>();
        Set<Character> firstDigits = new HashSet<>();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            for (int i = 0; i < 500; i++) {
                String code = verification.issueCode(number);
                assertThat(code).matches("[0-9]{6}");
                codes.add(code);
                firstDigits.add(code.charAt(0));
            }
        } finally {
            Locale.setDefault(before);
        }
        // 500 of a million: more than 5 repetitions happen about once in 100 million runs
        assertThat(codes).hasSizeGreaterThan(494);
        assertThat(firstDigits).hasSize(10);
    }

    @Test
    void nothingSecretIsStoredOrLogged(CapturedOutput output) {
        CaseNumber number = awaitingCode();
        String code = verification.issueCode(number);
        String wrong = other(code);
        enter(number, wrong);
        doAnswer(call -> null).when(lifecycle).codeEntered(any());
        verification.enter(number, code, CUSTOMER);

        String row = jdbc.sql("SELECT verification::text FROM verification")
                .query(String.class)
                .single();
        assertThat(row).contains(number.value());
        for (String secret : List.of(code, wrong)) {
            assertThat(withoutHashesAndTimes(row)).doesNotContain(secret);
            assertThat(row).doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
            assertThat(withoutHashesAndTimes(output.getAll())).doesNotContain(secret);
        }
        assertThat(output.getAll()).contains("INSERT INTO verification");
        assertThat(new VerificationRecord(new byte[32], null, new byte[32], null, 1, 0, WRONG))
                .hasToString("VerificationRecord[attempts=1, lastResult=WRONG]");
    }

    /** A hash, a time or a process number may contain any six digits by chance. */
    private static String withoutHashesAndTimes(String text) {
        return text.replaceAll("[0-9a-f]{64}", "")
                .replaceAll("\\[[0-9, -]+]", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+", "")
                .replaceAll("@[0-9a-f]+", "")
                .replaceAll("(?:INFO|DEBUG|TRACE|WARN) \\d+ ---", "");
    }

    private CheckResult enter(CaseNumber number, String code) {
        verification.enter(number, code, CUSTOMER);
        return verification.lastResult(number).orElseThrow();
    }

    /** Ten a day, whatever the number of cases: somebody else's telephone is no toy. */
    @Test
    void aCustomerIsSentSoManyCodesADay() {
        for (int i = 0; i < 10; i++) {
            CaseNumber number = awaitingCode();
            assertThat(verification.mayIssueCode(number)).isTrue();
            verification.issueCode(number);
        }
        CaseNumber eleventh = awaitingCode();
        assertThat(verification.mayIssueCode(eleventh)).isFalse();
        clock.plus(Duration.ofHours(25));
        assertThat(verification.mayIssueCode(eleventh)).isTrue();
    }

    @Test
    void aCodeThatIsAskedForAgainIsOneOfThem() {
        for (int i = 0; i < 8; i++) {
            verification.issueCode(awaitingCode());
        }
        CaseNumber number = awaitingCode();
        verification.issueCode(number);
        verification.resend(number, CUSTOMER);
        assertThat(verification.mayIssueCode(number)).isTrue();
        assertThatExceptionOfType(CodesUsedUp.class).isThrownBy(() -> verification.resend(number, CUSTOMER));
        assertThat(verification.codesIssued(number)).isEqualTo(2);
    }

    /** Many cases are not many times five guesses. */
    @Test
    void aCustomerHasSoManyAttemptsADay() {
        for (int i = 0; i < 5; i++) {
            CaseNumber number = awaitingCode();
            String code = verification.issueCode(number);
            for (int attempt = 1; attempt <= 4; attempt++) {
                assertThat(enter(number, other(code))).isEqualTo(WRONG);
            }
        }
        CaseNumber sixth = awaitingCode();
        String code = verification.issueCode(sixth);
        assertThat(enter(sixth, code)).isEqualTo(EXHAUSTED);
    }

    private static String other(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    private String differentFrom(String former, CaseNumber number) {
        String next = verification.issueCode(number);
        return next.equals(former) ? differentFrom(former, number) : next;
    }

    private long hashesEntered() {
        return jdbc.sql("SELECT count(entered_hash) FROM verification")
                .query(Long.class)
                .single();
    }

    private int attemptsCounted() {
        return jdbc.sql("SELECT attempts FROM verification")
                .query(Integer.class)
                .single();
    }

    private static void atOnce(int threads, Runnable work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    work.run();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get(50, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private CaseNumber awaitingCode() {
        return awaiting(IdentityMethod.CODE);
    }

    private CaseNumber awaiting(IdentityMethod method) {
        CaseNumber number = declared(method);
        cases.change(number, c -> c.codeSent(clock.instant().plus(Duration.ofHours(24)), clock.instant()));
        return number;
    }

    private CaseNumber declared(IdentityMethod method) {
        String subscription = "sub-" + System.nanoTime();
        when(subscriptions.find("main", subscription))
                .thenReturn(Optional.of(
                        new SubscriptionDirectory.Entry(subscription, "c-1", ZoneOffset.UTC, RenewalState.ON, null)));
        Declaration declaration = new Declaration(
                "main",
                "shop",
                subscription,
                null,
                null,
                null,
                null,
                EffectiveMode.IMMEDIATE,
                null,
                null,
                "WEB",
                "en",
                null,
                method,
                null,
                null,
                null,
                true,
                null,
                null,
                false);
        return cancellations.register(declaration).number();
    }
}
