-- Work that must be done at some time, by whichever process gets to it.
CREATE TABLE jobs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    -- What it is about: there is one job of a kind for each.
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- When it was wanted.
    due_at TIMESTAMPTZ NOT NULL,
    -- When it may be taken: when it is due, when it is to be tried again, or when the lease of its owner ends.
    ready_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    -- Counts how often it was put, so that an owner does not end what was put again meanwhile.
    revision BIGINT NOT NULL,
    owner TEXT,
    last_error TEXT,
    dead_at TIMESTAMPTZ,
    UNIQUE (kind, key)
);

CREATE INDEX jobs_ready ON jobs (kind, ready_at) WHERE dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (dead_at) WHERE dead_at IS NOT NULL;

-- Where a server's events go.
CREATE TABLE notify_targets (
    -- Drawn at random, because the address is sealed under it before the row exists.
    id BIGINT PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('slack', 'discord', 'webhook')),
    -- Sealed.
    url BYTEA NOT NULL,
    -- Sealed; what signs, and what still signs beside it for a while.
    secret BYTEA,
    old_secret BYTEA,
    old_secret_until TIMESTAMPTZ,
    -- The chosen types with a comma before and after each.
    events TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- Nothing is sent before: the target asked for it, or did not answer.
    rest_until TIMESTAMPTZ,
    failures BIGINT NOT NULL,
    last_success_at TIMESTAMPTZ,
    last_failure_at TIMESTAMPTZ,
    last_problem TEXT,
    UNIQUE (guild_id, name)
);

CREATE TABLE deliveries (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target_id BIGINT NOT NULL REFERENCES notify_targets (id) ON DELETE CASCADE,
    guild_id BIGINT NOT NULL,
    -- The ticket, or 0: what shares a lane arrives in order.
    lane BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts BIGINT NOT NULL,
    -- When the time that it may take began.
    since TIMESTAMPTZ NOT NULL,
    retry_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    problem TEXT
);

CREATE INDEX deliveries_pending ON deliveries (target_id, lane, id) WHERE state = 'pending';
CREATE INDEX deliveries_of_guild ON deliveries (guild_id, id);
CREATE INDEX deliveries_of_event ON deliveries (event_id);
CREATE INDEX deliveries_of_target ON deliveries (target_id);
CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE state <> 'pending';
CREATE INDEX events_by_age ON events (queued_at);
CREATE INDEX events_of_ticket ON events (ticket_id, id) WHERE ticket_id IS NOT NULL;
