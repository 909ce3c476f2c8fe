-- Objections to a refund decision or a charge, numbered within their case.
CREATE TABLE dispute (
    tenant_id     text        NOT NULL DEFAULT 'main',
    case_number   text        NOT NULL REFERENCES cancellation_case,
    number        integer     NOT NULL CHECK (number > 0),
    about         text        NOT NULL CHECK (about IN ('REFUND', 'CHARGE')),
    claimed_minor bigint      CHECK (claimed_minor > 0),
    currency      text        CHECK (currency ~ '^[A-Z]{3}$'),
    charged_on    date,
    state         text        NOT NULL CHECK (state IN ('RECEIVED', 'WITH_SUPPORT', 'WITH_SUPERVISOR', 'DECIDED', 'ANSWERED')),
    awaited_from  text,
    awaited_until timestamptz,
    outcome       text        CHECK (outcome IN ('UPHELD', 'PARTLY', 'REJECTED')),
    granted_minor bigint      CHECK (granted_minor >= 0),
    proposed_by   text,
    decided_by    text,
    payment       text        NOT NULL CHECK (payment IN ('NONE', 'DUE', 'UNKNOWN', 'PAID', 'FAILED')),
    eta           date,
    received_at   timestamptz NOT NULL,
    answered_at   timestamptz,
    -- Written by people, apart from the rest in that they can be erased: the customer's words, and what they were answered.
    claim_text    text,
    reason        text,
    legal_basis   text,
    PRIMARY KEY (case_number, number),
    CHECK ((claimed_minor IS NULL AND granted_minor IS NULL) OR currency IS NOT NULL),
    CHECK ((about = 'CHARGE') = (charged_on IS NOT NULL)),
    CHECK (about <> 'CHARGE' OR claimed_minor IS NOT NULL),
    CHECK ((outcome IS NULL) = (granted_minor IS NULL)),
    CHECK (outcome <> 'REJECTED' OR granted_minor = 0),
    CHECK ((state IN ('DECIDED', 'ANSWERED')) = (decided_by IS NOT NULL)),
    CHECK ((state = 'ANSWERED') = (answered_at IS NOT NULL))
);
-- One at a time: what is granted is worked out from what was granted before.
CREATE UNIQUE INDEX dispute_one_open ON dispute (case_number) WHERE answered_at IS NULL;
