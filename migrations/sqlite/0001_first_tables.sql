-- Ids are Discord's snowflakes or our own; both are below 2^63. AUTOINCREMENT: an id that was deleted never comes again,
-- because old messages carry ids in their buttons.

CREATE TABLE guild_settings (
    guild_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT;

-- The number of the server's last ticket.
CREATE TABLE guild_counters (
    guild_id INTEGER PRIMARY KEY,
    last_number INTEGER NOT NULL
) STRICT;

CREATE TABLE panels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- The title as it is compared: the engines' own lower-casing stops at ASCII here and depends on the locale there.
    title_key TEXT NOT NULL,
    description TEXT,
    button TEXT,
    emoji TEXT,
    colour INTEGER,
    channel_id INTEGER,
    category_id INTEGER,
    staff_role_id INTEGER,
    welcome TEXT NOT NULL,
    message_id INTEGER,
    enabled INTEGER NOT NULL,
    UNIQUE (guild_id, title_key)
) STRICT;

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    panel_id INTEGER REFERENCES panels (id) ON DELETE SET NULL,
    opener_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('opening', 'open', 'closing', 'closed')),
    channel_id INTEGER,
    welcome_message_id INTEGER,
    subject TEXT,
    reference TEXT NOT NULL UNIQUE,
    instance TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    closed_by INTEGER,
    close_reason TEXT,
    UNIQUE (guild_id, number)
) STRICT;

-- Those that end in the number serve a list or a "newest" in its order: without it SQLite reads all of a server's tickets
-- in the order that was asked for.
CREATE INDEX tickets_alive ON tickets (guild_id, number, state) WHERE state <> 'closed';
CREATE INDEX tickets_alive_of_opener ON tickets (guild_id, opener_id, number, state) WHERE state <> 'closed';
CREATE INDEX tickets_of_opener ON tickets (guild_id, opener_id);
CREATE INDEX tickets_of_channel ON tickets (guild_id, channel_id, number);
CREATE INDEX tickets_of_panel ON tickets (panel_id);

-- The interactions that asked for a ticket. They outlive it: Discord may deliver one again after the ticket was undone.
CREATE TABLE seen_interactions (
    interaction_id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;

CREATE INDEX seen_interactions_by_age ON seen_interactions (guild_id, seen_at);

-- The outbox. No reference to the ticket: an event is still to be told when its ticket was erased.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    guild_id INTEGER NOT NULL,
    ticket_id INTEGER,
    data TEXT NOT NULL,
    queued_at TEXT NOT NULL
) STRICT;

CREATE INDEX events_of_guild ON events (guild_id, id);

CREATE TABLE integrations (
    id INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    -- Sealed.
    manifest BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (owner_id, slug)
) STRICT;

CREATE TABLE activations (
    -- Counts the order of activation.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    -- The integration's slug once more, so that the database itself keeps it unique in the server.
    slug TEXT NOT NULL,
    activated_by INTEGER NOT NULL,
    activated_at TEXT NOT NULL,
    consent BLOB NOT NULL,
    UNIQUE (guild_id, integration_id),
    UNIQUE (guild_id, slug)
) STRICT;

CREATE INDEX activations_of_integration ON activations (integration_id);

CREATE TABLE integration_secrets (
    guild_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- Sealed.
    value BLOB NOT NULL,
    PRIMARY KEY (guild_id, integration_id, name),
    FOREIGN KEY (guild_id, integration_id) REFERENCES activations (guild_id, integration_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE integration_fetches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    started_at TEXT NOT NULL,
    status INTEGER,
    duration_milliseconds INTEGER NOT NULL,
    error TEXT
) STRICT;

CREATE INDEX integration_fetches_newest ON integration_fetches (guild_id, integration_id, id);
CREATE INDEX integration_fetches_of_integration ON integration_fetches (integration_id);
