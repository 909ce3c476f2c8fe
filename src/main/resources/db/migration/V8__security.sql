-- The key that signs access tokens, shared by all nodes so that tokens survive restarts. The private key stands here
-- only sealed: AES-GCM under a key derived from the application's secret and this row's salt.
CREATE TABLE signing_key (
    purpose    text        PRIMARY KEY,
    tenant_id  text        NOT NULL DEFAULT 'main',
    salt       text        NOT NULL,
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
