-- Work that must be done at some time, by whichever process gets to it.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    -- What it is about: there is one job of a kind for each.
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- When it was wanted.
    due_at TEXT NOT NULL,
    -- When it may be taken: when it is due, when it is to be tried again, or when the lease of its owner ends.
    ready_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- Counts how often it was put, so that an owner does not end what was put again meanwhile.
    revision INTEGER NOT NULL,
    owner TEXT,
    last_error TEXT,
    dead_at TEXT,
    UNIQUE (kind, key)
) STRICT;

CREATE INDEX jobs_ready ON jobs (kind, ready_at) WHERE dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (dead_at) WHERE dead_at IS NOT NULL;

-- Where a server's events go.
CREATE TABLE notify_targets (
    -- Drawn at random, because the address is sealed under it before the row exists.
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('slack', 'discord', 'webhook')),
    -- Sealed.
    url BLOB NOT NULL,
    -- Sealed; what signs, and what still signs beside it for a while.
    secret BLOB,
    old_secret BLOB,
    old_secret_until TEXT,
    -- The chosen types with a comma before and after each.
    events TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    -- Nothing is sent before: the target asked for it, or did not answer.
    rest_until TEXT,
    failures INTEGER NOT NULL,
    last_success_at TEXT,
    last_failure_at TEXT,
    last_problem TEXT,
    UNIQUE (guild_id, name)
) STRICT;

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target_id INTEGER NOT NULL REFERENCES notify_targets (id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    -- The ticket, or 0: what shares a lane arrives in order.
    lane INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts INTEGER NOT NULL,
    -- When the time that it may take began.
    since TEXT NOT NULL,
    retry_at TEXT,
    ended_at TEXT,
    problem TEXT
) STRICT;

CREATE INDEX deliveries_pending ON deliveries (target_id, lane, id) WHERE state = 'pending';
CREATE INDEX deliveries_of_guild ON deliveries (guild_id, id);
CREATE INDEX deliveries_of_event ON deliveries (event_id);
CREATE INDEX deliveries_of_target ON deliveries (target_id);
CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE state <> 'pending';
CREATE INDEX events_by_age ON events (queued_at);
CREATE INDEX events_of_ticket ON events (ticket_id, id) WHERE ticket_id IS NOT NULL;
