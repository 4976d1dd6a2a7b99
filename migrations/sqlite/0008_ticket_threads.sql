-- Tickets that are private threads, and the panels that open them so.
ALTER TABLE panels ADD COLUMN mode TEXT CHECK (mode IN ('channel', 'thread'));

-- Under which channel, and by which name, the thread is found again whose creation Discord did not answer: a thread has no
-- topic for a mark.
ALTER TABLE tickets ADD COLUMN thread_parent_id INTEGER;
ALTER TABLE tickets ADD COLUMN thread_name TEXT;
-- Where staff is told of it, with a button to join.
ALTER TABLE tickets ADD COLUMN notice_channel_id INTEGER;
ALTER TABLE tickets ADD COLUMN notice_message_id INTEGER;

-- Staff who joined a thread by that button. They answer it: nobody added them.
CREATE TABLE ticket_staff (
    ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, user_id)
) STRICT;
