package io.fairwell.dispute;

/** The running process of a dispute; implemented with the engine, in the caller's transaction. */
public interface DisputeProcess {

    void start(Dispute received);
}
