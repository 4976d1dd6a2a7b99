# /settings set or reset: no setting has that name. $names: all names.
settings-unknown = There is no such setting. These exist: { $names }.
# /settings set language: not one of ours. $languages: the tags.
settings-not-a-language = `{ $setting }` is one of { $languages }.
# /settings set: a number was wanted. $least and $most: the range.
settings-not-a-count = `{ $setting }` is a whole number from { $least } to { $most }.
# /settings set: a role was wanted.
settings-not-a-role = `{ $setting }` is a role of this server: give its mention, its id or its exact name.
# /settings set: a category was wanted.
settings-not-a-category = `{ $setting }` is a category of this server: give its id or its exact name.
# /settings set: a template was wanted. $most: the longest.
settings-not-a-template = `{ $setting }` is a text of 1 to { $most } characters, such as `ticket-%id_padded%`.
# /settings set: on or off was wanted.
settings-not-a-switch = `{ $setting }` is `on` or `off`.
# After /settings set naming: a name that channel names do not know. $name: the placeholder.
settings-naming-unknown-placeholder = { $name } is no built-in placeholder: a channel's name is made before integrations are asked, so it will stay as typed.

# /settings view: what the setting language is for.
settings-purpose-language = The language of what everybody sees.
# /settings view: what the setting ticket_limit is for.
settings-purpose-ticket-limit = How many tickets a member may have open.
# /settings view: what the setting staff_role is for.
settings-purpose-staff-role = Who answers, where the panel names nobody.
# /settings view: what the setting category is for.
settings-purpose-category = Where tickets open, where the panel names no category.
# /settings view: what the setting naming is for.
settings-purpose-naming = The name of a ticket's channel.
# /settings view: what the setting opener_may_close is for.
settings-purpose-opener-may-close = Whether members may close their own tickets.

# /settings view: the heading.
settings-view-title = Settings
# /settings view: under the list.
settings-view-footer = Change one with /settings set, put it back with /settings reset.
# A setting's value where none is set.
settings-value-none = none
# A switch that is on.
settings-value-on = on
# A switch that is off.
settings-value-off = off
# Behind a value that nobody has set.
settings-value-default = { $value } (default)
# After /settings set. $setting: its name; $value: what it is now.
settings-set = `{ $setting }` is now { $value }.
# After /settings reset. $value: the default.
settings-reset = `{ $setting }` is back to its default, { $value }.
# After /settings reset of one that was not set.
settings-reset-already = `{ $setting }` was at its default already: { $value }.
