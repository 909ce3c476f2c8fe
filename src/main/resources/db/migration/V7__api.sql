-- Answers to requests that were carried out, given again when a request is repeated. Kept for 30 days.
CREATE TABLE idempotency_record (
    tenant_id        text        NOT NULL DEFAULT 'main',
    client_id        text        NOT NULL,
    idempotency_key  text        NOT NULL,
    created_at       timestamptz NOT NULL,
    request_hash     bytea       NOT NULL,
    status           integer     NOT NULL,
    location         text,
    content_language text,
    body             bytea       NOT NULL,
    PRIMARY KEY (tenant_id, client_id, idempotency_key)
);
CREATE INDEX idempotency_record_created ON idempotency_record (created_at);
