package io.fairwell.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class DeliveryWorkerTest {

    private static final int PATIENCE_MS = 20_000;

    private final Runnable work = mock(Runnable.class);

    @Test
    void worksWhenWoken() {
        DeliveryWorker worker = new DeliveryWorker("test", 2, Duration.ZERO, work);
        worker.wake();
        verifyNoInteractions(work);

        worker.start();
        assertThat(worker.isRunning()).isTrue();
        worker.wake();

        verify(work, timeout(PATIENCE_MS)).run();
        worker.stop();
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void looksByItselfAndGoesOnAfterAFailure() {
        doThrow(new IllegalStateException("no database")).when(work).run();
        DeliveryWorker worker = new DeliveryWorker("test", 2, Duration.ofMillis(5), work);

        worker.start();

        verify(work, timeout(PATIENCE_MS).atLeast(3)).run();
        worker.stop();
    }

    @Test
    void allThreadsWorkOffWhatPiledUp() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(3);
        DeliveryWorker worker = new DeliveryWorker("test", 3, Duration.ofMillis(5), () -> {
            together.countDown();
            await(together);
        });

        worker.start();

        assertThat(together.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        worker.stop();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void staysAsleepWhereNothingMayLeaveTheHouse() {
        DeliveryWorker worker = new DeliveryWorker("test", 1, Duration.ofMillis(5), work);
        assertThat(worker.isAutoStartup()).isTrue();

        worker.setEnvironment(new MockEnvironment().withProperty("fairwell.outbound", "false"));

        assertThat(worker.isAutoStartup()).isFalse();
    }
}
