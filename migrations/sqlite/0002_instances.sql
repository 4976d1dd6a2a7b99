-- The programs that run, each with the moment until which it counts as alive: what a living one has begun is its own to end.
CREATE TABLE instances (
    instance TEXT PRIMARY KEY,
    alive_until TEXT NOT NULL
) STRICT;
