-- Rows as a database with schema 3 has them. Both engines read this file; X'…' is a blob.
INSERT INTO instance_settings (path, value, is_secret, changed_at)
VALUES ('bloxlink.api_key', X'01026B31', TRUE, '2026-01-02T03:04:05+00:00');
