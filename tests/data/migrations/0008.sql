-- Rows as a database with schema 8 has them.
UPDATE panels SET mode = 'thread';
UPDATE tickets SET thread_parent_id = 5, thread_name = 'ticket-0001', notice_channel_id = 6, notice_message_id = 7;
INSERT INTO ticket_staff (ticket_id, user_id) VALUES (1, 9);
