# Answer after a fault of the bot or the database; the operator finds the number in the log.
discord-fault = Something went wrong here, and it is not your doing. Try again in a moment; if it stays, tell the bot's operator this number: `{ $id }`
# Refusal: a dialog that could not be prepared within Discord's three seconds.
discord-busy = The bot is very busy right now. Try again in a moment.
# Answer after a press on Cancel.
discord-cancelled = Cancelled. Nothing was changed.
# First button of every confirmation.
discord-button-confirm = Confirm
# Second button of every confirmation.
discord-button-cancel = Cancel
# Refusal: a command of servers was used in a direct message.
discord-servers-only = This works in servers only.
# Refusal: a command for admins was used by somebody else.
discord-admins-only = Only members with the permission **Manage Server** can do that.
# Refusal: a command for the bot's operators was used by somebody else.
discord-owners-only = Only the operators of this bot can do that.
# Refusal: Discord sent a command that this version of the bot does not have.
discord-unknown-command = This command has changed. Reload Discord (Ctrl+R) and try again.
# Refusal: a press on a button or menu that this version of the bot does not know.
discord-unknown-component = This button belongs to an older version of the bot. Use the command again.
# Refusal: the value of an option cannot be read, such as a deleted channel.
discord-invalid-option = One of the options has a value that cannot be used. Check them and try again.
# Refusal: Discord did not let the bot do it; permissions is a list of names.
discord-missing-permissions = I lack permissions in this server: { $permissions }. A server admin can grant them to my role in the server settings.
# Refusal: Discord did not let the bot do it in a channel or category; permissions is a list of names.
discord-missing-permissions-in-channel = I lack permissions in { $channel }: { $permissions }. A server admin can grant them to my role there.
# Name of a permission as Discord's client shows it.
discord-permission-view-channels = View Channels
# Name of a permission as Discord's client shows it.
discord-permission-manage-channels = Manage Channels
# Name of a permission as Discord's client shows it.
discord-permission-manage-permissions = Manage Permissions
# Name of a permission as Discord's client shows it.
discord-permission-send-messages = Send Messages
# Name of a permission as Discord's client shows it.
discord-permission-embed-links = Embed Links
# Name of a permission as Discord's client shows it.
discord-permission-attach-files = Attach Files
# Name of a permission as Discord's client shows it.
discord-permission-read-message-history = Read Message History
# Name of a permission as Discord's client shows it.
discord-permission-add-reactions = Add Reactions
