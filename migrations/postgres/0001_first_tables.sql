-- Ids are Discord's snowflakes or our own; both are below 2^63.

CREATE TABLE guild_settings (
    guild_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (guild_id, name)
);

-- The number of the server's last ticket.
CREATE TABLE guild_counters (
    guild_id BIGINT PRIMARY KEY,
    last_number BIGINT NOT NULL
);

CREATE TABLE panels (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    -- The title as it is compared: the engines' own lower-casing stops at ASCII here and depends on the locale there.
    title_key TEXT NOT NULL,
    description TEXT,
    button TEXT,
    emoji TEXT,
    colour BIGINT,
    channel_id BIGINT,
    category_id BIGINT,
    staff_role_id BIGINT,
    welcome TEXT NOT NULL,
    message_id BIGINT,
    enabled BOOLEAN NOT NULL,
    UNIQUE (guild_id, title_key)
);

CREATE TABLE tickets (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    panel_id BIGINT REFERENCES panels (id) ON DELETE SET NULL,
    opener_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('opening', 'open', 'closing', 'closed')),
    channel_id BIGINT,
    welcome_message_id BIGINT,
    subject TEXT,
    reference TEXT NOT NULL UNIQUE,
    instance TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    closed_by BIGINT,
    close_reason TEXT,
    UNIQUE (guild_id, number)
);

-- Those that end in the number serve a list or a "newest" in its order: without it SQLite reads all of a server's tickets
-- in the order that was asked for.
CREATE INDEX tickets_alive ON tickets (guild_id, number, state) WHERE state <> 'closed';
CREATE INDEX tickets_alive_of_opener ON tickets (guild_id, opener_id, number, state) WHERE state <> 'closed';
CREATE INDEX tickets_of_opener ON tickets (guild_id, opener_id);
CREATE INDEX tickets_of_channel ON tickets (guild_id, channel_id, number);
CREATE INDEX tickets_of_panel ON tickets (panel_id);

-- The interactions that asked for a ticket. They outlive it: Discord may deliver one again after the ticket was undone.
CREATE TABLE seen_interactions (
    interaction_id BIGINT PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX seen_interactions_by_age ON seen_interactions (guild_id, seen_at);

-- The outbox. No reference to the ticket: an event is still to be told when its ticket was erased.
CREATE TABLE events (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    guild_id BIGINT NOT NULL,
    ticket_id BIGINT,
    data TEXT NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX events_of_guild ON events (guild_id, id);

CREATE TABLE integrations (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    -- Sealed.
    manifest BYTEA NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (owner_id, slug)
);

CREATE TABLE activations (
    -- Counts the order of activation.
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    integration_id BIGINT NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    -- The integration's slug once more, so that the database itself keeps it unique in the server.
    slug TEXT NOT NULL,
    activated_by BIGINT NOT NULL,
    activated_at TIMESTAMPTZ NOT NULL,
    consent BYTEA NOT NULL,
    UNIQUE (guild_id, integration_id),
    UNIQUE (guild_id, slug)
);

CREATE INDEX activations_of_integration ON activations (integration_id);

CREATE TABLE integration_secrets (
    guild_id BIGINT NOT NULL,
    integration_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- Sealed.
    value BYTEA NOT NULL,
    PRIMARY KEY (guild_id, integration_id, name),
    FOREIGN KEY (guild_id, integration_id) REFERENCES activations (guild_id, integration_id) ON DELETE CASCADE
);

CREATE TABLE integration_fetches (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    integration_id BIGINT NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    started_at TIMESTAMPTZ NOT NULL,
    status BIGINT,
    duration_milliseconds BIGINT NOT NULL,
    error TEXT
);

CREATE INDEX integration_fetches_newest ON integration_fetches (guild_id, integration_id, id);
CREATE INDEX integration_fetches_of_integration ON integration_fetches (integration_id);
