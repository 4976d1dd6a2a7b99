# In Discord's list of commands: notify.
command-notify = Slack, Discord oder einer URL melden, was passiert
# In Discord's list of commands: notify slack.
command-notify-slack = Ereignisse in einen Slack-Kanal senden
# In Discord's list of commands: notify slack url.
command-notify-slack-url = Die URL des eingehenden Webhooks
# In Discord's list of commands: notify discord.
command-notify-discord = Ereignisse über einen Discord-Webhook senden
# In Discord's list of commands: notify discord url.
command-notify-discord-url = Die URL des Webhooks
# In Discord's list of commands: notify webhook.
command-notify-webhook = Ereignisse signiert an eine URL senden
# In Discord's list of commands: notify webhook url.
command-notify-webhook-url = Wohin sie per POST gehen, https
# In Discord's list of commands: option events.
command-option-events = Welche, mit Kommas; ohne Angabe die üblichen
# In Discord's list of commands: option target.
command-option-target = Das Ziel, etwa slack-1
# In Discord's list of commands: notify list.
command-notify-list = Die Ziele und wie es um sie steht
# In Discord's list of commands: notify test.
command-notify-test = Eine Testnachricht an ein Ziel senden
# In Discord's list of commands: notify log.
command-notify-log = Die letzten Zustellungen, auch zum Wiederholen
# In Discord's list of commands: notify log target.
command-notify-log-target = Nur die an dieses Ziel
# In Discord's list of commands: notify remove.
command-notify-remove = Ein Ziel entfernen
