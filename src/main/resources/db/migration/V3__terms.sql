-- What customers were told, and what the decision tables said.
CREATE TABLE quote (
    quote_id        text        PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    subscription_id text        NOT NULL,
    created_at      timestamptz NOT NULL,
    valid_until     timestamptz NOT NULL,
    hash            text        NOT NULL,
    -- The wish the quote answers: it binds for that wish only.
    mode            text        NOT NULL,
    wished_date     date,
    body            jsonb       NOT NULL
);
CREATE INDEX quote_subscription ON quote (tenant_id, subscription_id, created_at DESC);

CREATE TABLE case_decision (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    case_number text        NOT NULL REFERENCES cancellation_case,
    decision    text        NOT NULL,
    version     integer     NOT NULL,
    rule        text        NOT NULL,
    outputs     jsonb       NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX case_decision_case ON case_decision (case_number, decision, id DESC);
