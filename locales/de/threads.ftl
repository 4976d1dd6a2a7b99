# Refusal: no category has room, and the server does not let tickets open as threads.
tickets-no-room = Zurzeit ist kein Platz für ein weiteres Ticket. Das Team des Servers weiß Bescheid; versuche es später noch einmal.
# Refusal: the category for tickets was deleted.
tickets-no-category = Es lassen sich keine Tickets öffnen, weil es ihre Kategorie nicht mehr gibt. Wem der Server gehört, weiß Bescheid.
# Refusal: tickets are to be threads, and it is not known under which channel.
tickets-no-thread-channel = Tickets sind hier Threads, aber es ist nicht eingestellt, unter welchem Kanal. Ein Server-Admin kann mit `/settings set thread_channel` einen wählen.
# Refusal, also told to the owner: who may not see a channel cannot be in its threads. $channel is a mention of it.
tickets-thread-hidden = Tickets gehen als Threads unter { $channel } auf; alle, die darin sein sollen, müssen den Kanal sehen. Ein Server-Admin kann ihn zeigen oder mit `/settings set thread_channel` einen anderen wählen.
# Refusal, also told to the owner: Discord takes no thread there. $channel is a mention of the channel.
tickets-thread-refused = Discord öffnet unter { $channel } keinen Thread: Der Kanal wurde gelöscht, ist kein gewöhnlicher Textkanal, oder der Server hat so viele Threads, wie er haben darf. Ein Server-Admin kann mit `/settings set thread_channel` einen anderen wählen.
# Told to the owner: the notice for staff could not be posted. $channel is a mention of the channel.
tickets-notice-refused = Das Team erfährt in { $channel } nichts von einem neuen Ticket. Lass mich den Kanal sehen und dort schreiben, oder wähle mit `/settings set notice_channel` einen anderen.
# For staff, in the channel for notices: a ticket was opened as a thread. $thread is a link to it.
tickets-notice = { $opener } hat Ticket { $number } geöffnet: { $thread }
# In the notice for staff: the field with the panel's title.
tickets-notice-panel = Panel
# What the notice for staff says once the ticket is closed.
tickets-notice-closed = Ticket { $number } ist geschlossen.
# Button under the notice for staff: brings them into the thread.
tickets-button-join = Beitreten
# Answer to the button Join. $channel is a link to the thread.
tickets-joined = Du bist drin: { $channel }
# Refusal: /claim and /transfer where the setting claim_mode says read_only and the ticket is a thread.
tickets-thread-read-only = Dieses Ticket ist ein Thread, und in einem Thread lässt sich niemandem das Schreiben nehmen. Ein Server-Admin kann `claim_mode` auf `everyone` oder `claimer_only` setzen.
# Refusal: /topic in a thread.
tickets-thread-topic = Dieses Ticket ist ein Thread, und Threads haben kein Thema. Nimm `/rename`.
# Refusal: /add with a role in a thread.
tickets-thread-role = Dieses Ticket ist ein Thread; hinzufügen lassen sich nur Mitglieder, keine Rollen.
# /settings view: what the setting mode is for.
settings-purpose-mode = Ob Tickets Kanäle oder private Threads sind, wo das Panel nichts sagt.
# /settings view: what the setting overflow_categories is for.
settings-purpose-overflow-categories = Wo Tickets aufgehen, wenn ihre Kategorie voll ist, in dieser Reihenfolge.
# /settings view: what the setting overflow_thread is for.
settings-purpose-overflow-thread = Ob ein Ticket als privater Thread aufgeht, wenn keine Kategorie Platz hat.
# /settings view: what the setting thread_channel is for.
settings-purpose-thread-channel = Unter welchem Kanal Threads aufgehen; ohne Angabe der des Panels.
# /settings view: what the setting notice_channel is for.
settings-purpose-notice-channel = Wo das Team von einem neuen Thread erfährt; ohne Angabe der Log-Kanal.
# /settings set: categories were wanted. $most: how many at most.
settings-not-categories = `{ $setting }` sind 1 bis { $most } Kategorien dieses Servers, mit Kommas dazwischen: gib ihre IDs oder genauen Namen an.
# A permission as Discord's client calls it.
discord-permission-create-private-threads = Private Threads erstellen
# A permission as Discord's client calls it.
discord-permission-send-in-threads = Nachrichten in Threads senden
# A permission as Discord's client calls it.
discord-permission-manage-threads = Threads verwalten
