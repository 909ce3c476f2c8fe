-- The keys that personal data is sealed with, one for each case and each customer, wrapped by a master key that is not
-- in the database. Whose key is destroyed is erased; the row stays without it, so that it can be told what was erased,
-- and destroyed again after a restore. Back this table up apart from the others, and keep those backups for a short time.
CREATE TABLE data_key (
    id           uuid        PRIMARY KEY,
    tenant_id    text        NOT NULL DEFAULT 'main',
    kind         text        NOT NULL CHECK (kind IN ('CASE', 'CUSTOMER', 'SYSTEM')),
    subject      text        NOT NULL,
    master_key   text        NOT NULL,
    wrapped      bytea,
    created_at   timestamptz NOT NULL,
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE UNIQUE INDEX data_key_one_live ON data_key (tenant_id, kind, subject) WHERE wrapped IS NOT NULL;
CREATE INDEX data_key_master ON data_key (master_key) WHERE wrapped IS NOT NULL;
-- A destroyed key must not lie about in a dead row for long.
ALTER TABLE data_key SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);

-- Sealed as one value: members of a team plan, and the payment gateway's own numbers.
ALTER TABLE subscription ADD COLUMN private_facts text;
-- Finds a card by its last four digits without storing them: keyed hash over tenant, plan and digits.
ALTER TABLE subscription ADD COLUMN card_index text;
DROP INDEX subscription_card;
CREATE INDEX subscription_card ON subscription (tenant_id, plan_id, card_index) WHERE card_index IS NOT NULL;

-- What becomes of a case's personal data once the case has ended.
CREATE TABLE case_retention (
    case_number    text        PRIMARY KEY REFERENCES cancellation_case,
    tenant_id      text        NOT NULL DEFAULT 'main',
    -- From then on shown only for the purpose it is kept for.
    restricted_at  timestamptz NOT NULL,
    -- First day on which no law demands that it is kept.
    retain_until   date        NOT NULL,
    -- How long, and which row of the regulation table says so.
    period         text        NOT NULL,
    rule           text        NOT NULL,
    legal_basis    text        NOT NULL,
    erased_at      timestamptz,
    certificate_id uuid
);
CREATE INDEX case_retention_kept ON case_retention (retain_until) WHERE erased_at IS NULL;

-- What was erased, without what it was. The customer is named by a keyed hash, which is found again by who knows the number.
CREATE TABLE erasure_certificate (
    id         uuid        PRIMARY KEY,
    tenant_id  text        NOT NULL DEFAULT 'main',
    customer   text        NOT NULL,
    occasion   text        NOT NULL CHECK (occasion IN ('REQUEST', 'RETENTION_ENDED')),
    issued_at  timestamptz NOT NULL,
    -- As text and not as jsonb: what the hash is over has to stay the same, byte for byte.
    body       text        NOT NULL,
    hash       text        NOT NULL
);
CREATE INDEX erasure_certificate_customer ON erasure_certificate (tenant_id, customer, issued_at);
