-- Who works on a ticket, and who else is in it.
ALTER TABLE tickets ADD COLUMN claimed_by INTEGER;
ALTER TABLE tickets ADD COLUMN claimed_at TEXT;
-- Counts the changes of who may see and write. The channel's overwrites follow; until they have, the second number lags.
ALTER TABLE tickets ADD COLUMN access_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN access_written INTEGER NOT NULL DEFAULT 0;

CREATE INDEX tickets_access_behind ON tickets (guild_id) WHERE access_version <> access_written;

-- Whom the overwrites of a ticket have ever been about, besides opener, staff and bot: what is not here was put there by
-- an admin, and stays.
CREATE TABLE ticket_members (
    ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('user', 'role')),
    member_id INTEGER NOT NULL,
    -- Whether they were added and not removed since.
    added INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, kind, member_id)
) STRICT;
