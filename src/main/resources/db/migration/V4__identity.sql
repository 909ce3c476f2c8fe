-- What a customer has to enter to be believed, one row per case. Codes and card digits are kept as keyed hashes only.
CREATE TABLE verification (
    case_number   text        PRIMARY KEY REFERENCES cancellation_case,
    tenant_id     text        NOT NULL DEFAULT 'main',
    expected_hash bytea       CHECK (length(expected_hash) = 32),
    valid_until   timestamptz,
    entered_hash  bytea       CHECK (length(entered_hash) = 32),
    entered_at    timestamptz,
    attempts      integer     NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 5),
    resends       integer     NOT NULL DEFAULT 0 CHECK (resends BETWEEN 0 AND 3),
    last_result   text        CHECK (last_result IN ('CORRECT', 'WRONG', 'EXPIRED', 'EXHAUSTED')),
    last_actor    text,
    updated_at    timestamptz NOT NULL,
    CHECK ((entered_hash IS NULL) = (entered_at IS NULL))
);
COMMENT ON COLUMN verification.valid_until IS 'null for card digits, which do not expire';
COMMENT ON COLUMN verification.entered_hash IS 'entered and not yet checked';
