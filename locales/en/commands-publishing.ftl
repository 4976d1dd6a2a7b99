# In Discord's list of commands: integration publish.
command-integration-publish = Offer an integration of yours to everybody
# In Discord's list of commands: integration unpublish.
command-integration-unpublish = Take an integration of yours from the catalogue
# In Discord's list of commands: operator.
command-operator = For those who run this bot
# In Discord's list of commands: operator integrations.
command-operator-integrations = What may be in the catalogue
# In Discord's list of commands: operator integrations pending.
command-operator-integrations-pending = Show what waits
# In Discord's list of commands: operator integrations approve.
command-operator-integrations-approve = Put what waits into the catalogue
# In Discord's list of commands: operator integrations reject.
command-operator-integrations-reject = Turn down what waits, or take down what is public
# In Discord's list of commands: operator integrations reject reason.
command-operator-integrations-reject-reason = Why; its owner is told
# In Discord's list of commands: operator guild.
command-operator-guild = Servers in which nothing works
# In Discord's list of commands: operator guild block.
command-operator-guild-block = Refuse everything in a server
# In Discord's list of commands: operator guild block reason.
command-operator-guild-block-reason = Why, for your own records
# In Discord's list of commands: operator guild unblock.
command-operator-guild-unblock = Work in a server again
# In Discord's list of commands: option guild.
command-option-guild = The server
# In Discord's list of commands: operator stats.
command-operator-stats = Count what there is
