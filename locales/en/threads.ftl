# Refusal: no category has room, and the server does not let tickets open as threads.
tickets-no-room = There is no room for another ticket at the moment. The server's team has been told; try again later.
# Refusal: the category for tickets was deleted.
tickets-no-category = Tickets cannot be opened because their category does not exist any more. The server's owner has been told.
# Refusal: tickets are to be threads, and it is not known under which channel.
tickets-no-thread-channel = Tickets are threads here, but it is not set under which channel. A server admin can choose one with `/settings set thread_channel`.
# Refusal, also told to the owner: who may not see a channel cannot be in its threads. $channel is a mention of it.
tickets-thread-hidden = Tickets open as threads under { $channel }, which has to be visible to everybody who is to be in them. A server admin can show it to them, or choose another one with `/settings set thread_channel`.
# Refusal, also told to the owner: Discord takes no thread there. $channel is a mention of the channel.
tickets-thread-refused = Discord opens no thread under { $channel }: it was deleted, is no ordinary text channel, or the server has as many threads as it may. A server admin can choose another one with `/settings set thread_channel`.
# Told to the owner: the notice for staff could not be posted. $channel is a mention of the channel.
tickets-notice-refused = Staff could not be told of a new ticket in { $channel }. Let me see it and write there, or choose another channel with `/settings set notice_channel`.
# For staff, in the channel for notices: a ticket was opened as a thread. $thread is a link to it.
tickets-notice = { $opener } has opened ticket { $number }: { $thread }
# In the notice for staff: the field with the panel's title.
tickets-notice-panel = Panel
# What the notice for staff says once the ticket is closed.
tickets-notice-closed = Ticket { $number } is closed.
# Button under the notice for staff: brings them into the thread.
tickets-button-join = Join
# Answer to the button Join. $channel is a link to the thread.
tickets-joined = You are in: { $channel }
# Refusal: /claim and /transfer where the setting claim_mode says read_only and the ticket is a thread.
tickets-thread-read-only = This ticket is a thread, and in a thread nobody can be kept from writing. A server admin can set `claim_mode` to `everyone` or `claimer_only`.
# Refusal: /topic in a thread.
tickets-thread-topic = This ticket is a thread, and threads have no topic. Use `/rename`.
# Refusal: /add with a role in a thread.
tickets-thread-role = This ticket is a thread, to which only members can be added, not roles.
# /settings view: what the setting mode is for.
settings-purpose-mode = Whether tickets are channels or private threads, where the panel does not say.
# /settings view: what the setting overflow_categories is for.
settings-purpose-overflow-categories = Where tickets open when their category is full, in this order.
# /settings view: what the setting overflow_thread is for.
settings-purpose-overflow-thread = Whether a ticket opens as a private thread when no category has room.
# /settings view: what the setting thread_channel is for.
settings-purpose-thread-channel = Under which channel threads open; the panel's own where none is set.
# /settings view: what the setting notice_channel is for.
settings-purpose-notice-channel = Where staff is told of a new thread; the log channel where none is set.
# /settings set: categories were wanted. $most: how many at most.
settings-not-categories = `{ $setting }` is 1 to { $most } categories of this server, with commas between: give their ids or exact names.
# A permission as Discord's client calls it.
discord-permission-create-private-threads = Create Private Threads
# A permission as Discord's client calls it.
discord-permission-send-in-threads = Send Messages in Threads
# A permission as Discord's client calls it.
discord-permission-manage-threads = Manage Threads
