-- What customers have. Three parts in one row: what upstream says (facts, and the columns searched by), how the
-- customer is reached (personal, so that it can be erased alone), and what cancellation cases have set. Upstream's
-- writes never touch the third part and cases never touch the first two, so neither loses the other's changes.
CREATE TABLE subscription (
    tenant_id          text        NOT NULL DEFAULT 'main',
    id                 text        NOT NULL,
    customer_id        text        NOT NULL,
    plan_id            text        NOT NULL,
    term_end           date,
    auto_renew         boolean     NOT NULL,
    card_mask          text,
    search_text        text        NOT NULL,
    facts              jsonb       NOT NULL,
    updated_at         timestamptz NOT NULL,

    email              text,
    phone              text,
    contact_name       text,

    renewal_held_by    text,
    points_state       text        NOT NULL DEFAULT 'USABLE',
    points_state_by    text,
    devices_unbound_by text,
    mandate_revoked_by text,
    ended_on           date,
    ended_by           text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX subscription_customer ON subscription (tenant_id, customer_id, plan_id);
CREATE INDEX subscription_card ON subscription (tenant_id, plan_id, right(card_mask, 4)) WHERE card_mask IS NOT NULL;

-- One accepted offer per case.
CREATE TABLE subscription_offer (
    case_number     text        PRIMARY KEY,
    tenant_id       text        NOT NULL DEFAULT 'main',
    subscription_id text        NOT NULL,
    kind            text        NOT NULL,
    percent         integer     NOT NULL,
    cycles          integer     NOT NULL,
    rule            text        NOT NULL,
    applied_at      timestamptz NOT NULL,
    FOREIGN KEY (tenant_id, subscription_id) REFERENCES subscription (tenant_id, id)
);
CREATE INDEX subscription_offer_subscription ON subscription_offer (tenant_id, subscription_id);
