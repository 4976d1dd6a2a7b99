# /claim in Discord's list of commands.
command-claim = Dieses Ticket übernehmen
# /unclaim in Discord's list of commands.
command-unclaim = Dieses Ticket zurückgeben
# /transfer in Discord's list of commands.
command-transfer = Dieses Ticket jemand anderem übergeben
# /transfer, option user.
command-transfer-user = Wer sich von nun an darum kümmert
# /add in Discord's list of commands.
command-add = Jemanden zu diesem Ticket hinzufügen
# /add, option user.
command-add-user = Das Mitglied
# /add, option role.
command-add-role = Die Rolle
# /remove in Discord's list of commands.
command-remove = Jemanden wieder entfernen
# /remove, option user.
command-remove-user = Das Mitglied
# /remove, option role.
command-remove-role = Die Rolle
# /rename in Discord's list of commands.
command-rename = Den Kanal dieses Tickets umbenennen
# /rename, option name.
command-rename-name = Sein neuer Name
# /topic in Discord's list of commands.
command-topic = Das Thema des Kanals dieses Tickets ändern
# /topic, option topic.
command-topic-topic = Das neue Thema
