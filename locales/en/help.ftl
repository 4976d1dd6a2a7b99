# /help: the heading.
help-title = Commands
# /help: over the commands of everybody.
help-members = For everybody
# /help: over the commands of those who answer tickets.
help-staff = For staff
# /help: over the commands of those who manage the server.
help-admins = For admins (Manage Server)
# /about. $version; $licence: its short name; $source: where the source is.
about-text =
    Tickets that arrive with the context already in them.
    Version { $version } · Licence { $licence }
    Source: { $source }
# /about: where the source is, if this build does not say.
about-source-with-operator = ask whoever runs this bot
