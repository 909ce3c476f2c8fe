-- The audit trail. Entries are written by whoever does something, in that transaction, and wait in audit_pending until
-- they are linked into the chain, within about a second. Rows of audit_entry and audit_seal are never changed; they are
-- deleted only below a signed cut (retention). Not in the chain yet is not unprotected: every entry is signed.
CREATE TABLE audit_entry (
    id          uuid        PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    at          timestamptz NOT NULL,
    actor       text        NOT NULL,
    action      text        NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('DONE', 'REFUSED', 'FAILED')),
    case_number text,
    address     text,
    details     jsonb       NOT NULL DEFAULT '{}',
    mac         bytea       NOT NULL CHECK (length(mac) = 32)
);
CREATE INDEX audit_entry_case ON audit_entry (tenant_id, case_number) WHERE case_number IS NOT NULL;
CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor, at);
CREATE INDEX audit_entry_at ON audit_entry (at);
COMMENT ON COLUMN audit_entry.mac IS 'HMAC with a key that is not in the database: what was inserted past the application is found';

CREATE TABLE audit_pending (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id text   NOT NULL DEFAULT 'main',
    entry_id  uuid   NOT NULL
);

CREATE TABLE audit_seal (
    sequence  bigint PRIMARY KEY CHECK (sequence > 0),
    tenant_id text   NOT NULL DEFAULT 'main',
    entry_id  uuid   NOT NULL UNIQUE,
    previous  bytea  NOT NULL CHECK (length(previous) = 32),
    hash      bytea  NOT NULL CHECK (length(hash) = 32),
    mac       bytea  NOT NULL CHECK (length(mac) = 32)
);
COMMENT ON COLUMN audit_seal.hash IS 'SHA-256 over the sequence, the hash before and the entry, in canonical JSON';

-- One row: the last link, so that a chain that was shortened at its end is found.
CREATE TABLE audit_head (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    tenant_id text    NOT NULL DEFAULT 'main',
    sequence  bigint  NOT NULL,
    hash      bytea   NOT NULL,
    mac       bytea   NOT NULL
);

-- What is left of a segment whose time was over: everything up to this sequence may be, and is, gone.
CREATE TABLE audit_cut (
    sequence  bigint      PRIMARY KEY,
    tenant_id text        NOT NULL DEFAULT 'main',
    hash      bytea       NOT NULL,
    cut_at    timestamptz NOT NULL,
    mac       bytea       NOT NULL
);

CREATE FUNCTION audit_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_waits AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_waits();

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_pending' THEN
        IF EXISTS (SELECT FROM audit_seal WHERE entry_id = OLD.entry_id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_seal' THEN
        IF EXISTS (SELECT FROM audit_cut WHERE sequence >= OLD.sequence) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_entry' THEN
        IF EXISTS (SELECT FROM audit_seal s JOIN audit_cut c ON c.sequence >= s.sequence WHERE s.entry_id = OLD.id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_head' THEN
        IF NEW.sequence > OLD.sequence THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is only ever added to: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['audit_entry', 'audit_pending', 'audit_seal', 'audit_head', 'audit_cut'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()',
                       name || '_stays', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()',
                       name || '_kept', name);
    END LOOP;
END $$;
