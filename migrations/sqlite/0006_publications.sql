-- What is in the catalogue and what waits for an operator. What waits is the integration as it is; what runs is the
-- approved copy.
CREATE TABLE publications (
    integration_id INTEGER PRIMARY KEY REFERENCES integrations (id) ON DELETE CASCADE,
    -- The approved copy: NULL, all six, until there is one.
    version INTEGER,
    name TEXT,
    slug TEXT,
    -- Name and description in lower case: the engines' own lower-casing differs.
    search TEXT,
    -- Sealed.
    manifest BLOB,
    approved_at TEXT,
    -- Taken from the catalogue; the copy stays for those who still have it active.
    withdrawn_at TEXT,
    queued_at TEXT,
    rejected_at TEXT,
    rejection TEXT,
    -- Its owner was erased: an operator is to remove it.
    orphaned_at TEXT
) STRICT;

CREATE UNIQUE INDEX publications_by_slug ON publications (slug) WHERE withdrawn_at IS NULL;
CREATE INDEX publications_waiting ON publications (queued_at) WHERE queued_at IS NOT NULL;

-- What the admin saw when they consented, for showing what has changed since; NULL where it was not kept.
ALTER TABLE activations ADD COLUMN consented TEXT;

CREATE TABLE blocked_guilds (
    guild_id INTEGER PRIMARY KEY,
    reason TEXT,
    blocked_by INTEGER NOT NULL,
    blocked_at TEXT NOT NULL
) STRICT;
