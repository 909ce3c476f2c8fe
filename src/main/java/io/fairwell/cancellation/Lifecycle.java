package io.fairwell.cancellation;

/**
 * The running process of a case, in the words of the core; implemented with the engine. Every call takes part in the
 * caller's transaction and runs the process on until it next waits.
 */
public interface Lifecycle {

    void start(CancellationCase declared);

    /** The customer entered a code or card digits, which the identity module holds. */
    void codeEntered(CaseNumber number);

    /** The customer wants another code. */
    void newCodeRequested(CaseNumber number);

    void informationReceived(CaseNumber number);

    /** The answer to an offer that holds up a draft. */
    void offerDecided(CaseNumber number, boolean accepted);

    /** An offer that travelled along with a declared request was accepted. */
    void offerAccepted(CaseNumber number);

    /** Has no effect on a process that does not wait for it. */
    void confirmationReceived(CaseNumber number);

    /** What the quote rests on may have changed. Has no effect on a process that does not wait for it. */
    void factsChanged(CaseNumber number);

    /** The rights of a team's members have been moved. */
    void rightsMoved(CaseNumber number);

    void withdrawn(CaseNumber number);

    /** Another request took its place: the process ends in this transaction. */
    void superseded(CaseNumber number);

    void stopped(CaseNumber number);

    void confirmedElsewhere(CaseNumber number);

    void returnReceived(CaseNumber number);
}
