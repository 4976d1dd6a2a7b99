-- Rows as a database with schema 4 has them beside the older ones.
INSERT INTO jobs (kind, key, payload, due_at, ready_at, attempts, revision)
VALUES ('sample', 'a', '{"a":1}', '2026-01-02T03:04:05+00:00', '2026-01-02T03:04:05+00:00', 2, 1);
INSERT INTO notify_targets (id, guild_id, name, kind, url, events, created_by, created_at, failures)
VALUES (9007199254740991, 1100000000000000001, 'slack-1', 'slack', X'01026B31', ',ticket.opened,', 7, '2026-01-02T03:04:05+00:00', 0);
INSERT INTO deliveries (target_id, guild_id, lane, event_id, state, attempts, since)
VALUES (9007199254740991, 1100000000000000001, 1, 1, 'pending', 0, '2026-01-02T03:04:05+00:00');
