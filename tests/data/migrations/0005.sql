-- Rows as a database with schema 5 has them.
INSERT INTO integration_fetches (guild_id, integration_id, started_at, status, duration_milliseconds, error, source)
VALUES (1100000000000000001, 9007199254740991, '2026-01-03T03:04:05+00:00', NULL, 4, 'The host did not answer.', 'stale');
INSERT INTO integration_cache (guild_id, integration_id, request, user_id, answer, fetched_at, usable_until)
VALUES (1100000000000000001, 9007199254740991, X'00FF', 7, X'01026B33', '2026-01-02T03:04:05+00:00', '2026-01-03T03:14:05+00:00');
INSERT INTO integration_health (guild_id, integration_id, failing_since, failures, told)
VALUES (1100000000000000001, 9007199254740991, '2026-01-02T03:04:05+00:00', 4, TRUE);
INSERT INTO ticket_values (ticket_id, integration_id, kept, kept_at)
VALUES (1, 9007199254740991, X'01026B34', '2026-01-02T03:04:06+00:00');
