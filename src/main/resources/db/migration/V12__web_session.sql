-- Who is signed in at our pages and the engine's web applications: any node can go on where another has died. The
-- framework (Spring Session) reads and writes these tables; their columns are its own, except for tenant_id.
CREATE TABLE web_session (
    primary_id            char(36)     PRIMARY KEY,
    tenant_id             text         NOT NULL DEFAULT 'main',
    session_id            char(36)     NOT NULL UNIQUE,
    -- Milliseconds since 1970, and seconds for the interval.
    creation_time         bigint       NOT NULL,
    last_access_time      bigint       NOT NULL,
    max_inactive_interval int          NOT NULL,
    expiry_time           bigint       NOT NULL,
    principal_name        varchar(100)
);
CREATE INDEX web_session_expiry ON web_session (expiry_time);
CREATE INDEX web_session_principal ON web_session (principal_name);

-- Serialized objects: the person's name and groups, tokens against forged requests. Never a password.
CREATE TABLE web_session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES web_session ON DELETE CASCADE,
    tenant_id          text         NOT NULL DEFAULT 'main',
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
