-- Takes the audit trail away from the role that Fairwell works with (here: fairwell), so that not even somebody who has
-- that role's password can change it. Run once as a superuser, after the first start, and again after an upgrade whose
-- notes say that these tables have changed.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fairwell_audit') THEN
        CREATE ROLE fairwell_audit NOLOGIN;
    END IF;
END $$;

ALTER TABLE audit_entry OWNER TO fairwell_audit;
ALTER TABLE audit_pending OWNER TO fairwell_audit;
ALTER TABLE audit_seal OWNER TO fairwell_audit;
ALTER TABLE audit_head OWNER TO fairwell_audit;
ALTER TABLE audit_cut OWNER TO fairwell_audit;
ALTER FUNCTION audit_entry_waits() OWNER TO fairwell_audit;
ALTER FUNCTION refuse_change_of_audit() OWNER TO fairwell_audit;

REVOKE ALL ON audit_entry, audit_pending, audit_seal, audit_head, audit_cut FROM fairwell, PUBLIC;
GRANT SELECT, INSERT ON audit_entry, audit_seal TO fairwell;
GRANT SELECT, INSERT, DELETE ON audit_pending TO fairwell;
GRANT SELECT, INSERT, UPDATE ON audit_head TO fairwell;
GRANT SELECT ON audit_cut TO fairwell;
