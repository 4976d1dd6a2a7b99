-- Rows as a database with schema 2 has them. Both engines read this file.
INSERT INTO instances (instance, alive_until) VALUES ('first start', '2026-01-02T03:04:15.678901+00:00');
