-- Rows as a database with schema 2 has them. Both engines read this file.
INSERT INTO instances (instance, alive_until) VALUES ('first start', '2026-01-02T03:04:15.678901+00:00');
INSERT INTO unfilled_welcomes (ticket_id, guild_id, instance) VALUES (1, 1100000000000000001, 'first start');
