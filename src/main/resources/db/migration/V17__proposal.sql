-- Changes of rules that somebody proposes and somebody else approves. What was handed in is never changed.
CREATE TABLE rules_proposal (
    id          uuid        PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    name        text        NOT NULL,
    comment     text,
    -- Of all files with their names: what is approved is what was proposed.
    sha256      text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- The engine's deployment that was the newest bundle then.
    based_on    text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'DEPLOYED', 'REJECTED')),
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    reason      text,
    deployment  text,
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'DEPLOYED') = (deployment IS NOT NULL)),
    CHECK ((state = 'REJECTED') = (reason IS NOT NULL)),
    -- Four eyes, whatever the code above thinks.
    CHECK (state <> 'DEPLOYED' OR decided_by <> proposed_by)
);
-- Handed in again, the same files are the same proposal.
CREATE UNIQUE INDEX rules_proposal_open ON rules_proposal (tenant_id, proposed_by, sha256, based_on)
    WHERE state = 'PROPOSED';
CREATE INDEX rules_proposal_newest ON rules_proposal (tenant_id, proposed_at DESC, id);

CREATE TABLE rules_proposal_file (
    proposal  uuid   NOT NULL REFERENCES rules_proposal ON DELETE CASCADE,
    tenant_id text   NOT NULL DEFAULT 'main',
    name      text   NOT NULL,
    sha256    text   NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content   bytea  NOT NULL,
    PRIMARY KEY (proposal, name)
);
