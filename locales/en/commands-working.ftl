# /claim in Discord's list of commands.
command-claim = Take care of this ticket
# /unclaim in Discord's list of commands.
command-unclaim = Give this ticket back
# /transfer in Discord's list of commands.
command-transfer = Hand this ticket to somebody else
# /transfer, option user.
command-transfer-user = Who takes care of it from now on
# /add in Discord's list of commands.
command-add = Add somebody to this ticket
# /add, option user.
command-add-user = The member to add
# /add, option role.
command-add-role = The role to add
# /remove in Discord's list of commands.
command-remove = Remove somebody who was added
# /remove, option user.
command-remove-user = The member to remove
# /remove, option role.
command-remove-role = The role to remove
# /rename in Discord's list of commands.
command-rename = Rename the channel of this ticket
# /rename, option name.
command-rename-name = Its new name
# /topic in Discord's list of commands.
command-topic = Change the topic of this ticket's channel
# /topic, option topic.
command-topic-topic = The new topic
