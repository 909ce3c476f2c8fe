-- Refunds to be paid, one row per leg of a case. The id is the payment gateway's idempotency key.
-- No foreign key to the case on purpose: rows are written in transactions of their own while the caller holds the
-- case's row lock, and the check of a foreign key would wait for that lock for ever.
CREATE TABLE refund_intent (
    id                uuid        PRIMARY KEY,
    tenant_id         text        NOT NULL DEFAULT 'main',
    case_number       text        NOT NULL,
    leg               text        NOT NULL,
    amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),
    currency          text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    route             text        NOT NULL,
    subscription_id   text        NOT NULL,
    state             text        NOT NULL CHECK (state IN ('NEW', 'SENT', 'SUCCEEDED', 'REJECTED', 'UNKNOWN')),
    attempts          integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_sent_at     timestamptz,
    gateway_reference text,
    decline_reason    text,
    settled_by        text,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    UNIQUE (case_number, leg),
    CHECK ((state = 'NEW') = (attempts = 0)),
    CHECK ((attempts = 0) = (first_sent_at IS NULL)),
    CHECK (state <> 'SUCCEEDED' OR gateway_reference IS NOT NULL OR settled_by IS NOT NULL)
);
CREATE INDEX refund_intent_open ON refund_intent (updated_at) WHERE state IN ('NEW', 'SENT', 'UNKNOWN');

-- The built-in sandbox gateway's own books. They stand for another company's database: nothing refers to them.
CREATE TABLE sandbox_payment (
    key             text        PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    case_number     text        NOT NULL,
    amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),
    currency        text        NOT NULL,
    route           text        NOT NULL,
    subscription_id text        NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'DECLINED')),
    detail          text        NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE TABLE sandbox_mandate (
    key             text        PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    subscription_id text        NOT NULL,
    revoked_at      timestamptz NOT NULL
);
