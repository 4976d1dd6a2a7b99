# Answer after a fault of the bot or the database; the operator finds the number in the log.
discord-fault = Hier ist etwas schiefgegangen, und es liegt nicht an dir. Versuch es gleich noch einmal; wenn es bleibt, nenne dem Betreiber des Bots diese Nummer: `{ $id }`
# Refusal: a dialog that could not be prepared within Discord's three seconds.
discord-busy = Der Bot ist gerade sehr beschäftigt. Versuch es gleich noch einmal.
# Answer after a press on Cancel.
discord-cancelled = Abgebrochen. Es wurde nichts geändert.
# First button of every confirmation.
discord-button-confirm = Bestätigen
# Second button of every confirmation.
discord-button-cancel = Abbrechen
# Refusal: a command of servers was used in a direct message.
discord-servers-only = Das geht nur auf Servern.
# Refusal: a command for admins was used by somebody else.
discord-admins-only = Das dürfen nur Mitglieder mit der Berechtigung **Server verwalten**.
# Refusal: a command for the bot's operators was used by somebody else.
discord-owners-only = Das dürfen nur die Betreiber dieses Bots.
# Refusal: Discord sent a command that this version of the bot does not have.
discord-unknown-command = Dieser Befehl hat sich geändert. Lade Discord neu (Strg+R) und versuch es noch einmal.
# Refusal: a press on a button or menu that this version of the bot does not know.
discord-unknown-component = Dieser Knopf gehört zu einer älteren Version des Bots. Benutze den Befehl noch einmal.
# Refusal: the value of an option cannot be read, such as a deleted channel.
discord-invalid-option = Eine der Optionen hat einen Wert, der sich nicht verwenden lässt. Prüf sie und versuch es noch einmal.
# Refusal: Discord did not let the bot do it; permissions is a list of names.
discord-missing-permissions = Mir fehlen auf diesem Server Berechtigungen: { $permissions }. Ein Server-Admin kann sie meiner Rolle in den Servereinstellungen geben.
# Refusal: Discord did not let the bot do it in a channel or category; permissions is a list of names.
discord-missing-permissions-in-channel = Mir fehlen in { $channel } Berechtigungen: { $permissions }. Ein Server-Admin kann sie meiner Rolle dort geben.
# Name of a permission as Discord's client shows it.
discord-permission-view-channels = Kanäle ansehen
# Name of a permission as Discord's client shows it.
discord-permission-manage-channels = Kanäle verwalten
# Name of a permission as Discord's client shows it.
discord-permission-manage-permissions = Berechtigungen verwalten
# Name of a permission as Discord's client shows it.
discord-permission-send-messages = Nachrichten versenden
# Name of a permission as Discord's client shows it.
discord-permission-embed-links = Links einbetten
# Name of a permission as Discord's client shows it.
discord-permission-attach-files = Dateien anhängen
# Name of a permission as Discord's client shows it.
discord-permission-read-message-history = Nachrichtenverlauf anzeigen
# Name of a permission as Discord's client shows it.
discord-permission-add-reactions = Reaktionen hinzufügen
