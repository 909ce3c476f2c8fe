package io.fairwell.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault counts when it has happened, and only then. */
class GatewayFaultsTest {

    private static final String SECRET = "a-secret-of-this-test-0123456789abcdef";

    private StubGateway gateway;
    private GatewayFaults faults;
    private final List<String> paid = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) {
        gateway = StubGateway.start(0, folder.resolve("journal"), SECRET, null, SECRET)
                .slowness(Duration.ofMillis(50))
                .lateness(Duration.ofMinutes(10));
        faults = new GatewayFaults(gateway, paid::add);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void plan(Fault... met) {
        faults.plan(List.of(PlannedCase.afflicted("a", List.of(met), 0)));
    }

    private int ask() {
        return new RefundRequest("key-a", "FW-A", "sub-h-a", BigDecimal.TEN)
                .send(gateway.url(), SECRET)
                .status();
    }

    @Test
    void aRefundMeetsOneFaultAfterTheOther() {
        plan(Fault.TOO_MANY_REQUESTS, Fault.SLOW, Fault.APPLIED_THEN_RESET, Fault.CALLBACK_TWICE);

        assertThat(ask()).isEqualTo(429);
        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);
        assertThat(gateway.accepted()).isEmpty();
        assertThat(paid).isEmpty();
        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);
        assertThat(gateway.accepted()).hasSize(1);
        assertThat(paid).containsExactly("sub-h-a");
        assertThat(ask()).isEqualTo(200);
        gateway.catchUp();

        assertThat(gateway.accepted()).hasSize(1);
        assertThat(faults.repeated()).isEqualTo(2);
        assertThat(faults.missing(1))
                .containsOnlyKeys(Fault.GARBAGE_INSTEAD, Fault.APPLIED_THEN_SLOW, Fault.APPLIED_THEN_ERROR);
    }

    @Test
    void whatIsBookedLateMeetsNothingMore() {
        plan(Fault.SLOW, Fault.APPLIED_THEN_ERROR, Fault.CALLBACK_TWICE);

        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);
        assertThat(faults.missing(1)).doesNotContainKeys(Fault.SLOW, Fault.APPLIED_THEN_ERROR, Fault.CALLBACK_TWICE);
        gateway.catchUp();

        assertThat(ask()).isEqualTo(200);
        assertThat(gateway.accepted()).hasSize(1);
        assertThat(faults.missing(1))
                .containsKey(Fault.APPLIED_THEN_ERROR)
                .doesNotContainKeys(Fault.SLOW, Fault.CALLBACK_TWICE);
    }

    @Test
    void nothingIsToComeWhereNothingWillBeRefunded() {
        plan(Fault.APPLIED_THEN_RESET);

        faults.dismiss(List.of("sub-h-a"));

        assertThat(faults.missing(2))
                .containsOnlyKeys(BadDays.asOftenAsAsked())
                .containsEntry(Fault.APPLIED_THEN_RESET, 2);
        assertThat(faults.haveHappened(1)).isFalse();
    }
}
