-- The programs that run, each with the moment until which it counts as alive: what a living one has begun is its own to end.
CREATE TABLE instances (
    instance TEXT PRIMARY KEY,
    alive_until TIMESTAMPTZ NOT NULL
);

-- Welcome messages in which some values still show `…`, and the program that waits for them.
CREATE TABLE unfilled_welcomes (
    ticket_id BIGINT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    guild_id BIGINT NOT NULL,
    instance TEXT NOT NULL
);

CREATE INDEX unfilled_welcomes_of_guild ON unfilled_welcomes (guild_id);
