-- How a fetch was answered: 'fetched', 'shared', 'cached', 'stale' or 'tested'.
ALTER TABLE integration_fetches ADD COLUMN source TEXT NOT NULL DEFAULT 'fetched';

-- Answers that serve again for a while.
CREATE TABLE integration_cache (
    guild_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL,
    -- A keyed hash of the final request and all else that decides about the values: it tells nobody anything.
    request BLOB NOT NULL,
    -- Whom the answer is about; NULL where it is the same for everybody.
    user_id INTEGER,
    -- Sealed.
    answer BLOB NOT NULL,
    fetched_at TEXT NOT NULL,
    -- Until then it serves when the target fails; after that it is erased.
    usable_until TEXT NOT NULL,
    PRIMARY KEY (guild_id, integration_id, request),
    FOREIGN KEY (guild_id, integration_id) REFERENCES activations (guild_id, integration_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX integration_cache_of_user ON integration_cache (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX integration_cache_by_age ON integration_cache (usable_until);
CREATE INDEX integration_cache_newest ON integration_cache (guild_id, integration_id, fetched_at);

-- Integrations whose last fetch in that server failed.
CREATE TABLE integration_health (
    guild_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL,
    failing_since TEXT NOT NULL,
    failures INTEGER NOT NULL,
    -- Whether the event was queued and the note to the staff put on its way.
    told INTEGER NOT NULL,
    PRIMARY KEY (guild_id, integration_id),
    FOREIGN KEY (guild_id, integration_id) REFERENCES activations (guild_id, integration_id) ON DELETE CASCADE
) STRICT;

-- What integrations answered about a ticket. It belongs to the ticket and goes with it.
CREATE TABLE ticket_values (
    ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    integration_id INTEGER NOT NULL,
    -- Sealed.
    kept BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (ticket_id, integration_id)
) STRICT;
