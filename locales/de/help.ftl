# /help: the heading.
help-title = Befehle
# /help: over the commands of everybody.
help-members = Für alle
# /help: over the commands of those who answer tickets.
help-staff = Für das Team
# /help: over the commands of those who manage the server.
help-admins = Für Admins (Server verwalten)
# /about. $version; $licence: its short name; $source: where the source is.
about-text =
    Tickets, die ihren Zusammenhang schon mitbringen.
    Version { $version } · Lizenz { $licence }
    Quelltext: { $source }
# /about: where the source is, if this build does not say.
about-source-with-operator = frag, wer diesen Bot betreibt
