-- What a case's refunds draw on: the payment for the term, or another charge. Its row is locked while a refund is
-- ordered, so that two of them cannot take the same money.
CREATE TABLE refund_account (
    tenant_id        text        NOT NULL DEFAULT 'main',
    case_number      text        NOT NULL,
    source           text        NOT NULL CHECK (source ~ '^(TERM|CHARGE-[1-9][0-9]*)$'),
    currency         text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    refundable_minor bigint      NOT NULL CHECK (refundable_minor >= 0),
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    PRIMARY KEY (case_number, source)
);

ALTER TABLE refund_intent RENAME COLUMN settled_by TO decided_by;
ALTER TABLE refund_intent
    ADD COLUMN source            text,
    ADD COLUMN gateway           text,
    ADD COLUMN payment_reference text,
    ADD COLUMN answered_at       timestamptz,
    ADD COLUMN settlement        text    NOT NULL DEFAULT 'NONE' CHECK (settlement IN ('NONE', 'PENDING', 'SETTLED', 'RETURNED')),
    ADD COLUMN settled_at        timestamptz,
    ADD COLUMN checks            integer NOT NULL DEFAULT 0 CHECK (checks >= 0),
    ADD COLUMN next_check_at     timestamptz,
    -- Since when something is known that the case has not been told; null when it has.
    ADD COLUMN untold_since      timestamptz;

UPDATE refund_intent SET source = 'TERM', gateway = CASE WHEN attempts > 0 THEN 'sandbox' END;
UPDATE refund_intent i SET source = 'CHARGE-' || d.number
FROM dispute d
WHERE d.case_number = i.case_number AND i.leg = 'DISPUTE-' || d.number AND d.about = 'CHARGE'
  AND NOT EXISTS (SELECT FROM subscription s
                  WHERE s.tenant_id = i.tenant_id AND s.id = i.subscription_id
                    AND s.facts ->> 'paidOn' = d.charged_on::text);
UPDATE refund_intent
SET settlement = 'PENDING', answered_at = updated_at, next_check_at = updated_at + INTERVAL '1 day'
WHERE state = 'SUCCEEDED' AND decided_by IS NULL;
UPDATE refund_intent SET answered_at = updated_at WHERE state = 'REJECTED';
UPDATE refund_intent SET next_check_at = updated_at + INTERVAL '5 minutes' WHERE state IN ('SENT', 'UNKNOWN');

-- What may be paid back is told anew with each order; until then it is what has been ordered.
INSERT INTO refund_account (tenant_id, case_number, source, currency, refundable_minor, created_at, updated_at)
SELECT min(tenant_id), case_number, source, min(currency), sum(amount_minor), min(created_at), max(updated_at)
FROM refund_intent GROUP BY case_number, source;

ALTER TABLE refund_intent
    ALTER COLUMN source SET NOT NULL,
    ADD FOREIGN KEY (case_number, source) REFERENCES refund_account,
    DROP CONSTRAINT refund_intent_check,
    -- A person may have paid what was never sent.
    ADD CONSTRAINT refund_intent_sent CHECK (CASE WHEN state = 'NEW' THEN attempts = 0 ELSE attempts > 0 OR decided_by IS NOT NULL END),
    ADD CONSTRAINT refund_intent_settlement CHECK (settlement = 'NONE' OR gateway_reference IS NOT NULL),
    ADD CONSTRAINT refund_intent_watched CHECK (state <> 'SUCCEEDED' OR decided_by IS NOT NULL OR settlement <> 'NONE'),
    ADD CONSTRAINT refund_intent_settled CHECK ((settlement IN ('SETTLED', 'RETURNED')) = (settled_at IS NOT NULL));
CREATE INDEX refund_intent_check_due ON refund_intent (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX refund_intent_untold ON refund_intent (untold_since) WHERE untold_since IS NOT NULL;
CREATE INDEX refund_intent_answered ON refund_intent (answered_at) WHERE answered_at IS NOT NULL;

-- Double entry: every posting moves the whole amount of a refund from one account to another. RECEIVED is what the
-- customer paid us, REFUND_DUE what we owe, CLEARING what the gateway has taken over, CUSTOMER what has arrived, and
-- BY_HAND what people paid in other ways.
CREATE TABLE refund_posting (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id text        NOT NULL DEFAULT 'main',
    intent_id uuid        NOT NULL REFERENCES refund_intent,
    kind      text        NOT NULL CHECK (kind IN ('ORDERED', 'ACCEPTED', 'SETTLED', 'DECLINED', 'RELEASED', 'RETURNED', 'BY_HAND')),
    currency  text        NOT NULL,
    posted_at timestamptz NOT NULL,
    UNIQUE (intent_id, kind)
);
CREATE TABLE refund_line (
    tenant_id    text   NOT NULL DEFAULT 'main',
    posting_id   bigint NOT NULL REFERENCES refund_posting,
    account      text   NOT NULL CHECK (account IN ('RECEIVED', 'REFUND_DUE', 'CLEARING', 'CUSTOMER', 'BY_HAND')),
    amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
    PRIMARY KEY (posting_id, account)
);

CREATE FUNCTION refund_posting_is_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    posting bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF (SELECT count(*) < 2 OR sum(amount_minor) <> 0 FROM refund_line WHERE posting_id = posting) THEN
        RAISE EXCEPTION 'the lines of posting % do not add up to zero', posting USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_line_balanced AFTER INSERT ON refund_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_posting_is_balanced('posting_id');
CREATE CONSTRAINT TRIGGER refund_posting_balanced AFTER INSERT ON refund_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_posting_is_balanced('id');

CREATE FUNCTION refuse_change_of_refund_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the refund ledger is only ever added to: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER refund_posting_stays BEFORE UPDATE OR DELETE ON refund_posting
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_refund_ledger();
CREATE TRIGGER refund_line_stays BEFORE UPDATE OR DELETE ON refund_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_refund_ledger();
CREATE TRIGGER refund_posting_kept BEFORE TRUNCATE ON refund_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_refund_ledger();
CREATE TRIGGER refund_line_kept BEFORE TRUNCATE ON refund_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_refund_ledger();

-- What was done before there were postings.
INSERT INTO refund_posting (tenant_id, intent_id, kind, currency, posted_at)
SELECT i.tenant_id, i.id, p.kind, i.currency, p.at
FROM refund_intent i,
     LATERAL (VALUES (1, 'ORDERED', true, i.created_at),
                     (2, 'ACCEPTED', i.state = 'SUCCEEDED' AND i.decided_by IS NULL, i.updated_at),
                     (2, 'DECLINED', i.decline_reason IS NOT NULL, i.updated_at),
                     (2, 'RELEASED', i.state = 'REJECTED' AND i.decided_by IS NOT NULL, i.updated_at),
                     (3, 'BY_HAND', i.state = 'SUCCEEDED' AND i.decided_by IS NOT NULL, i.updated_at)
             ) AS p (step, kind, happened, at)
WHERE p.happened
ORDER BY i.created_at, i.id, p.step;
INSERT INTO refund_line (tenant_id, posting_id, account, amount_minor)
SELECT i.tenant_id, p.id, l.account, l.sign * i.amount_minor
FROM refund_posting p
JOIN refund_intent i ON i.id = p.intent_id
CROSS JOIN LATERAL (VALUES
    (CASE WHEN p.kind = 'ORDERED' OR p.kind = 'BY_HAND' AND i.decline_reason IS NOT NULL THEN 'RECEIVED' ELSE 'REFUND_DUE' END, -1),
    (CASE p.kind WHEN 'ORDERED' THEN 'REFUND_DUE' WHEN 'ACCEPTED' THEN 'CLEARING' WHEN 'BY_HAND' THEN 'BY_HAND' ELSE 'RECEIVED' END, 1)
) AS l (account, sign);

-- Comparisons with the gateway's list; one at a time over all nodes.
CREATE TABLE refund_reconciliation (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  text        NOT NULL DEFAULT 'main',
    gateway    text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    from_at    timestamptz NOT NULL,
    to_at      timestamptz NOT NULL CHECK (to_at > from_at),
    started_at timestamptz NOT NULL,
    alive_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    compared   integer     NOT NULL DEFAULT 0,
    healed     integer     NOT NULL DEFAULT 0,
    found      integer     NOT NULL DEFAULT 0,
    error      text,
    CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX refund_reconciliation_one_running ON refund_reconciliation ((true)) WHERE state = 'RUNNING';

-- Where our books and the gateway's differ. Told once per payment and kind, however many windows contain it.
CREATE TABLE refund_finding (
    id            uuid        PRIMARY KEY,
    tenant_id     text        NOT NULL DEFAULT 'main',
    kind          text        NOT NULL CHECK (kind IN ('MISSING_THERE', 'MISSING_HERE', 'AMOUNT_DIFFERS', 'STATE_DIFFERS')),
    payment_key   text        NOT NULL,
    case_number   text,
    leg           text,
    ours          text,
    theirs        text,
    found_at      timestamptz NOT NULL,
    untold_since  timestamptz,
    resolved_at   timestamptz,
    resolved_by   text,
    note          text,
    UNIQUE (payment_key, kind),
    CHECK ((resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (note IS NULL))
);
CREATE INDEX refund_finding_open ON refund_finding (found_at) WHERE resolved_at IS NULL;

-- The sandbox: when a payment arrives, or comes back, and how often that is still to be told.
ALTER TABLE sandbox_payment
    ADD COLUMN settles_at timestamptz,
    ADD COLUMN settles_as text    NOT NULL DEFAULT 'SETTLED' CHECK (settles_as IN ('SETTLED', 'RETURNED')),
    ADD COLUMN callbacks  integer NOT NULL DEFAULT 0 CHECK (callbacks >= 0);
UPDATE sandbox_payment SET settles_at = created_at;
CREATE INDEX sandbox_payment_callback_due ON sandbox_payment (settles_at) WHERE callbacks > 0;
CREATE TABLE sandbox_fault (
    id                  uuid        PRIMARY KEY,
    tenant_id           text        NOT NULL DEFAULT 'main',
    subscription_prefix text        NOT NULL DEFAULT '',
    kind                text        NOT NULL CHECK (kind IN ('TIMEOUT', 'APPLIED_THEN_TIMEOUT', 'APPLIED_THEN_ERROR', 'DECLINE', 'SLOW', 'NEVER_SETTLES', 'RETURNED', 'CALLBACK_TWICE')),
    times               integer     NOT NULL CHECK (times >= 0),
    created_at          timestamptz NOT NULL
);
