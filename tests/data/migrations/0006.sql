-- Rows as a database with schema 6 has them.
INSERT INTO publications (integration_id, version, name, slug, search, manifest, approved_at, queued_at)
VALUES (9007199254740991, 2, 'My Integration', 'my_integration', 'my integration', X'01026B33', '2026-01-02T03:04:05+00:00', '2026-01-03T03:04:05+00:00');
UPDATE activations SET consented = '{}' WHERE guild_id = 1100000000000000001;
INSERT INTO blocked_guilds (guild_id, reason, blocked_by, blocked_at)
VALUES (1100000000000000009, 'Spam', 7, '2026-01-02T03:04:05+00:00');
