-- Letters to customers. A row is written in the transaction that causes the letter and delivered after it.
CREATE TABLE outbox_message (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    case_number     text        NOT NULL REFERENCES cancellation_case,
    kind            text        NOT NULL,
    step            text        NOT NULL,
    channel         text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    recipient       text,
    locale          text        NOT NULL,
    subject         text        NOT NULL,
    html            text        NOT NULL,
    text            text        NOT NULL,
    message_id      text        NOT NULL UNIQUE,
    status          text        NOT NULL CHECK (status IN ('PENDING', 'SENT', 'PARKED')),
    attempts        int         NOT NULL DEFAULT 0,
    -- While a node is delivering the row, this lies in the future: if the node dies, another takes over then.
    next_attempt_at timestamptz NOT NULL,
    -- A one-time code that is no longer valid is not worth sending.
    expires_at      timestamptz,
    -- A code such as NO_CONTACT or SMTP_451: never what a mail server wrote, which may name the recipient.
    last_error      text,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    UNIQUE (case_number, kind, step, channel)
);
CREATE INDEX outbox_message_due ON outbox_message (next_attempt_at, id) WHERE status = 'PENDING';
CREATE INDEX outbox_message_parked ON outbox_message (tenant_id, created_at) WHERE status = 'PARKED';
