# /settings set or reset: no setting has that name. $names: all names.
settings-unknown = Diese Einstellung gibt es nicht. Es gibt: { $names }.
# /settings set language: not one of ours. $languages: the tags.
settings-not-a-language = `{ $setting }` ist eine von { $languages }.
# /settings set: a number was wanted. $least and $most: the range.
settings-not-a-count = `{ $setting }` ist eine ganze Zahl von { $least } bis { $most }.
# /settings set: a role was wanted.
settings-not-a-role = `{ $setting }` ist eine Rolle dieses Servers: Gib sie als Erwähnung, mit ihrer ID oder mit ihrem genauen Namen an.
# /settings set: a category was wanted.
settings-not-a-category = `{ $setting }` ist eine Kategorie dieses Servers: Gib sie mit ihrer ID oder ihrem genauen Namen an.
# /settings set: a template was wanted. $most: the longest.
settings-not-a-template = `{ $setting }` ist ein Text von 1 bis { $most } Zeichen, zum Beispiel `ticket-%id_padded%`.
# /settings set: on or off was wanted.
settings-not-a-switch = `{ $setting }` ist `an` oder `aus`.
# After /settings set naming: a name that channel names do not know. $name: the placeholder.
settings-naming-unknown-placeholder = { $name } ist kein eingebauter Platzhalter: Der Name eines Kanals entsteht, bevor Integrationen gefragt werden, also bleibt er stehen, wie er ist.

# /settings view: what the setting language is for.
settings-purpose-language = Die Sprache dessen, was alle sehen.
# /settings view: what the setting ticket_limit is for.
settings-purpose-ticket-limit = Wie viele Tickets ein Mitglied offen haben darf.
# /settings view: what the setting staff_role is for.
settings-purpose-staff-role = Wer antwortet, wo das Panel niemanden nennt.
# /settings view: what the setting category is for.
settings-purpose-category = Wo Tickets aufgehen, wo das Panel keine Kategorie nennt.
# /settings view: what the setting naming is for.
settings-purpose-naming = Der Name eines Ticket-Kanals.
# /settings view: what the setting opener_may_close is for.
settings-purpose-opener-may-close = Ob Mitglieder ihre eigenen Tickets schließen dürfen.

# /settings view: the heading.
settings-view-title = Einstellungen
# /settings view: under the list.
settings-view-footer = Ändere eine mit /settings set, setze sie zurück mit /settings reset.
# A setting's value where none is set.
settings-value-none = keine
# A switch that is on.
settings-value-on = an
# A switch that is off.
settings-value-off = aus
# Behind a value that nobody has set.
settings-value-default = { $value } (Standard)
# After /settings set. $setting: its name; $value: what it is now.
settings-set = `{ $setting }` ist jetzt { $value }.
# After /settings reset. $value: the default.
settings-reset = `{ $setting }` steht wieder auf dem Standard: { $value }.
# After /settings reset of one that was not set.
settings-reset-already = `{ $setting }` stand schon auf dem Standard: { $value }.
