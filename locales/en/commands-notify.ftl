# In Discord's list of commands: notify.
command-notify = Tell Slack, Discord or any URL what happens
# In Discord's list of commands: notify slack.
command-notify-slack = Send events to a channel of Slack
# In Discord's list of commands: notify slack url.
command-notify-slack-url = The incoming webhook's URL
# In Discord's list of commands: notify discord.
command-notify-discord = Send events through a Discord webhook
# In Discord's list of commands: notify discord url.
command-notify-discord-url = The webhook's URL
# In Discord's list of commands: notify webhook.
command-notify-webhook = Send events to any URL, signed
# In Discord's list of commands: notify webhook url.
command-notify-webhook-url = Where to POST them, https
# In Discord's list of commands: option events.
command-option-events = Which, with commas; left out, the usual ones
# In Discord's list of commands: option target.
command-option-target = The target, such as slack-1
# In Discord's list of commands: notify list.
command-notify-list = The targets and how they are
# In Discord's list of commands: notify test.
command-notify-test = Send a test message to a target
# In Discord's list of commands: notify log.
command-notify-log = The last deliveries, and another try
# In Discord's list of commands: notify log target.
command-notify-log-target = Only those to this target
# In Discord's list of commands: notify remove.
command-notify-remove = Remove a target
