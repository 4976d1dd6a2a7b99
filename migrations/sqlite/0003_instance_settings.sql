-- What the operator set with `frontdesk config set`: one row per dotted path.
CREATE TABLE instance_settings (
    path TEXT PRIMARY KEY,
    -- Sealed.
    value BLOB NOT NULL,
    -- Whether it was ever set as a secret; masked then whatever its path is called.
    is_secret INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
