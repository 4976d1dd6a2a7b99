-- Rows as a database with schema 7 has them.
UPDATE tickets SET claimed_by = 8, claimed_at = '2026-01-02T03:05:00+00:00', access_version = 1;
INSERT INTO ticket_members (ticket_id, kind, member_id, added) VALUES (1, 'role', 42, TRUE);
