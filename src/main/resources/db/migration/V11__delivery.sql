-- Messages to other systems, and one view of everything that leaves the house.

-- Where the events of cases go: the address a client registered, or the one that a single declaration gave.
CREATE TABLE webhook_endpoint (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    client_id   text        NOT NULL,
    -- Set for the address of a declaration, which stands in case_file.callback_url so that it is erased with it.
    case_number text        REFERENCES cancellation_case,
    -- Null for the address of a declaration, and once a client has taken its own away.
    url         text,
    host        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    disabled_at timestamptz,
    -- GONE (it answered 410) or REMOVED (by its client).
    disabled_by text        CHECK (disabled_by IN ('GONE', 'REMOVED'))
);
CREATE UNIQUE INDEX webhook_endpoint_client ON webhook_endpoint (tenant_id, client_id) WHERE case_number IS NULL;
CREATE UNIQUE INDEX webhook_endpoint_case ON webhook_endpoint (case_number) WHERE case_number IS NOT NULL;

-- The keys of signatures, sealed: AES-GCM under a key derived from the application's secret and the row's salt.
CREATE TABLE webhook_secret (
    id         text        PRIMARY KEY,
    tenant_id  text        NOT NULL DEFAULT 'main',
    client_id  text        NOT NULL,
    salt       text        NOT NULL,
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    -- From then on nothing is signed with it; null for the newest.
    retires_at timestamptz
);
CREATE INDEX webhook_secret_client ON webhook_secret (tenant_id, client_id, created_at);

-- One event for one endpoint. A row is written in the transaction that records the event and delivered after it.
CREATE TABLE webhook_delivery (
    -- In the order of the events of a case: whoever changes a case holds the lock of its row.
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    endpoint_id     bigint      NOT NULL REFERENCES webhook_endpoint,
    -- Null for a test.
    case_number     text        REFERENCES cancellation_case,
    webhook_id      text        NOT NULL UNIQUE,
    type            text        NOT NULL,
    -- As text and not as jsonb: what is signed has to stay the same, byte for byte.
    body            text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('PENDING', 'SENT', 'PARKED')),
    attempts        int         NOT NULL DEFAULT 0,
    -- While a node is delivering the row, this lies in the future: if the node dies, another takes over then.
    next_attempt_at timestamptz NOT NULL,
    -- When somebody had it sent again; else it is being tried since created_at.
    tried_since     timestamptz,
    -- A code such as HTTP_500: never what the other side wrote.
    last_error      text,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at, id) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint_id, case_number, id) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_created ON webhook_delivery (tenant_id, created_at);
CREATE INDEX webhook_delivery_case ON webhook_delivery (case_number);

-- Hosts that did not answer, or asked us to wait: nothing is sent there for a while. Each client has its own view of a
-- host, so that nobody can bring another client's messages to a halt.
CREATE TABLE webhook_pause (
    tenant_id text        NOT NULL DEFAULT 'main',
    client_id text        NOT NULL,
    host      text        NOT NULL,
    failures  int         NOT NULL,
    until     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, client_id, host)
);

ALTER TABLE outbox_message ADD COLUMN tried_since timestamptz;
CREATE INDEX outbox_message_created ON outbox_message (tenant_id, created_at);

-- Without addresses and texts: what operators may see.
CREATE VIEW delivery AS
    SELECT 'letter_' || substring(message_id FROM 2 FOR 36) AS id, tenant_id, case_number, channel, kind, status,
           attempts, next_attempt_at, last_error, created_at, sent_at
    FROM outbox_message
    UNION ALL
    SELECT webhook_id, tenant_id, case_number, 'WEBHOOK', type, status,
           attempts, next_attempt_at, last_error, created_at, sent_at
    FROM webhook_delivery;

-- Whoever hears of a new case inside its transaction finds the case's file: the file is written first.
ALTER TABLE case_file ALTER CONSTRAINT case_file_case_number_fkey DEFERRABLE INITIALLY DEFERRED;
