package io.fairwell.harness;

/** Where a node may die around a refund. */
enum CodePoint {
    /** Nothing is written yet. */
    BEFORE_ORDER("refund_intent", "BEFORE INSERT", "true"),
    BEFORE_SENT("refund_intent", "BEFORE UPDATE", "NEW.state = 'SENT'"),
    /** The commit of SENT happens, and the node does not live to see it. */
    AT_COMMIT_OF_SENT("refund_intent", "AFTER UPDATE", "NEW.state = 'SENT'"),
    /** The gateway has the call, and carries it out after its caller has died. */
    AT_THE_CALL(),
    /** The gateway has paid, and cannot tell any more. */
    BEFORE_THE_ANSWER(),
    BEFORE_ANSWER_BOOKED("refund_intent", "BEFORE UPDATE", "NEW.state = 'SUCCEEDED'"),
    AT_COMMIT_OF_ANSWER("refund_intent", "AFTER UPDATE", "NEW.state = 'SUCCEEDED'"),
    /** The ledger knows that it is paid, case and process do not. */
    BEFORE_CASE_TOLD("case_event", "BEFORE INSERT", "NEW.kind = 'REFUND_PAID'"),
    AT_COMMIT_OF_ENGINE("case_event", "AFTER INSERT", "NEW.kind = 'REFUND_PAID'");

    private final String table;
    private final String time;
    private final String when;

    CodePoint() {
        this("", "", "");
    }

    CodePoint(String table, String time, String when) {
        this.table = table;
        this.time = time;
        this.when = when;
    }

    /** Otherwise it is at the gateway. */
    boolean isInTheDatabase() {
        return !table.isEmpty();
    }

    PlannedCase plannedCase() {
        return PlannedCase.atOnce("stop-" + name(), ordinal());
    }

    /** What holds a transaction there: after its statement, or, where it is deferred, when it commits. */
    String trigger() {
        boolean atCommit = time.startsWith("AFTER");
        return "CREATE " + (atCommit ? "CONSTRAINT " : "") + "TRIGGER harness_" + name() + " " + time + " ON " + table
                + (atCommit ? " DEFERRABLE INITIALLY DEFERRED" : "") + " FOR EACH ROW WHEN (" + when + ")"
                + " EXECUTE FUNCTION harness_hold('" + plannedCase().subscription() + "', " + ordinal() + ")";
    }
}
