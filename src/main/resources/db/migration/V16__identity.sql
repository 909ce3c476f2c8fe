-- Which passwords their owners have chosen themselves; what anybody else has set has to be changed at the next sign-in.
-- The fingerprint is the SHA-256 of the engine's hash of the password (ACT_ID_USER.PWD_), which has a salt.
CREATE TABLE own_password (
    user_id     text        PRIMARY KEY,
    tenant_id   text        NOT NULL DEFAULT 'main',
    fingerprint text        NOT NULL,
    chosen_at   timestamptz NOT NULL
);

-- People who sign in at an identity provider. It knows them by issuer and subject, which never change; the engine knows
-- them by the user id that they had at their first sign-in.
CREATE TABLE external_person (
    user_id       text        PRIMARY KEY,
    tenant_id     text        NOT NULL,
    issuer        text        NOT NULL,
    subject       text        NOT NULL,
    signed_in_at  timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
