-- The programs that run, each with the moment until which it counts as alive: what a living one has begun is its own to end.
CREATE TABLE instances (
    instance TEXT PRIMARY KEY,
    alive_until TEXT NOT NULL
) STRICT;

-- Welcome messages in which some values still show `…`, and the program that waits for them.
CREATE TABLE unfilled_welcomes (
    ticket_id INTEGER PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    instance TEXT NOT NULL
) STRICT;

CREATE INDEX unfilled_welcomes_of_guild ON unfilled_welcomes (guild_id);
