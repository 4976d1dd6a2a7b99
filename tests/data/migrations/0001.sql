-- Rows as a database with schema 1 has them. Both engines read this file; X'…' is a blob.
INSERT INTO guild_settings (guild_id, name, value) VALUES (1100000000000000001, 'language', 'de');
INSERT INTO guild_counters (guild_id, last_number) VALUES (1100000000000000001, 41);
INSERT INTO panels (guild_id, title, title_key, colour, welcome, enabled)
VALUES (1100000000000000001, 'Äpfel', 'äpfel', 16777215, '{"title":"Hello %user%"}', TRUE);
INSERT INTO tickets (guild_id, number, panel_id, opener_id, state, channel_id, reference, instance, opened_at)
VALUES (1100000000000000001, 41, 1, 7, 'open', 21, 'reference', 'first start', '2026-01-02T03:04:05.678901+00:00');
INSERT INTO seen_interactions (interaction_id, guild_id, seen_at)
VALUES (31, 1100000000000000001, '2026-01-02T03:04:05.678901+00:00');
INSERT INTO events (kind, guild_id, ticket_id, data, queued_at)
VALUES ('ticket.opened', 1100000000000000001, 1, '{"number":41}', '2026-01-02T03:04:05.678901+00:00');
INSERT INTO integrations (id, owner_id, name, slug, manifest, version, created_at)
VALUES (9007199254740991, 7, 'My Integration', 'my_integration', X'01026B31', 3, '2026-01-02T03:04:05+00:00');
INSERT INTO activations (guild_id, integration_id, slug, activated_by, activated_at, consent)
VALUES (1100000000000000001, 9007199254740991, 'my_integration', 7, '2026-01-02T03:04:05+00:00', X'00FF');
INSERT INTO integration_secrets (guild_id, integration_id, name, value)
VALUES (1100000000000000001, 9007199254740991, 'api_key', X'01026B32');
INSERT INTO integration_fetches (guild_id, integration_id, started_at, status, duration_milliseconds, error)
VALUES (1100000000000000001, 9007199254740991, '2026-01-02T03:04:05+00:00', 200, 120, NULL);
