-- Cancellation cases. What is searched for stands in columns; the aggregate itself is one document.
CREATE TABLE cancellation_case (
    case_number     text        PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    subscription_id text        NOT NULL,
    customer_id     text        NOT NULL,
    status          text        NOT NULL,
    declared_at     timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    body            jsonb       NOT NULL
);
-- One open case per subscription: the engine has no unique business key, so this is what guarantees it.
CREATE UNIQUE INDEX cancellation_case_one_open
    ON cancellation_case (tenant_id, subscription_id) WHERE ended_at IS NULL;
CREATE INDEX cancellation_case_subscription ON cancellation_case (tenant_id, subscription_id, declared_at DESC);
CREATE INDEX cancellation_case_customer ON cancellation_case (tenant_id, customer_id, declared_at DESC);
CREATE INDEX cancellation_case_updated ON cancellation_case (tenant_id, updated_at DESC, case_number DESC);
CREATE INDEX cancellation_case_status ON cancellation_case (tenant_id, status, updated_at DESC);

CREATE TABLE case_event (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    case_number text        NOT NULL REFERENCES cancellation_case,
    kind        text        NOT NULL,
    actor_kind  text        NOT NULL,
    actor_id    text        NOT NULL,
    at          timestamptz NOT NULL,
    details     jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX case_event_case ON case_event (case_number, id);

-- Personal data of a case, apart so that it can be erased.
CREATE TABLE case_file (
    case_number        text PRIMARY KEY REFERENCES cancellation_case,
    tenant_id          text NOT NULL DEFAULT 'main',
    email              text,
    phone              text,
    name               text,
    reason_comment     text,
    callback_url       text,
    external_reference text
);

CREATE TABLE case_message (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    case_number text        NOT NULL REFERENCES cancellation_case,
    direction   text        NOT NULL,
    actor_kind  text        NOT NULL,
    actor_id    text        NOT NULL,
    at          timestamptz NOT NULL,
    text        text        NOT NULL,
    file_name   text,
    media_type  text,
    content     bytea
);
CREATE INDEX case_message_case ON case_message (case_number, id);
