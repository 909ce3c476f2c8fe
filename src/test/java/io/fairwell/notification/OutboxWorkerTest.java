package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxWorkerTest {

    private static final int PATIENCE_MS = 20_000;

    private final Dispatcher dispatcher = mock(Dispatcher.class);

    @Test
    void worksWhenWoken() {
        OutboxWorker worker = new OutboxWorker(dispatcher, Duration.ZERO);
        worker.wake();
        verifyNoInteractions(dispatcher);

        worker.start();
        assertThat(worker.isRunning()).isTrue();
        worker.wake();

        verify(dispatcher, timeout(PATIENCE_MS)).dispatchDue();
        worker.stop();
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void looksByItselfAndGoesOnAfterAFailure() {
        doThrow(new IllegalStateException("no database")).when(dispatcher).dispatchDue();
        OutboxWorker worker = new OutboxWorker(dispatcher, Duration.ofMillis(5));

        worker.start();

        verify(dispatcher, timeout(PATIENCE_MS).atLeast(3)).dispatchDue();
        worker.stop();
    }
}
