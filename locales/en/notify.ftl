# /notify: a target was added. $name: its name; $address: where it leads, masked; $events: what it hears of.
notify-added = **{ $name }** was added: { $address } gets { $events }.
# /notify webhook: the secret, which is shown once. $secret: the secret.
notify-secret = Its signing secret, shown only now: ||`{ $secret }`||. Put it into your receiver; docs/events.md shows how to check signatures.
# /notify: the test message arrived.
notify-test-well = The test message was delivered.
# /notify: the test message did not arrive. $problem: a sentence that says why.
notify-test-failed = The test message was not delivered: { $problem }
# /notify slack and discord: the test failed, so nothing was added. $problem: a sentence that says why.
notify-not-added = Nothing was added, because the test message was not delivered: { $problem }
# /notify: the server has as many targets as it may. $limit: how many.
notify-too-many = This server has { $limit } targets already, and that is the most: remove one with /notify remove first.
# /notify: two admins added a target in the same moment.
notify-name-taken = Somebody else added a target in the same moment: do it again.
# /notify: no target of that name. $name: as typed.
notify-unknown = There is no target called { $name } here: /notify list shows them all.
# /notify: the target was removed meanwhile.
notify-gone = That target is gone: /notify list shows those that are left.
# /notify: a new secret for a target that signs nothing.
notify-no-secret = Only webhooks have a secret: remove this target and add it again with its new URL.
# /notify log, Retry: it was delivered or is tried already.
notify-not-dead = That delivery is not dead any more: /notify log shows how it is.
# /notify, option events: an unknown name. $name: as typed; $known: all names.
notify-event-unknown = There is no event called { $name }: choose from { $known }.
# /notify slack: not an address of Slack's.
notify-url-slack = This is not an incoming webhook of Slack: create one at https://api.slack.com/messaging/webhooks and copy its URL, which begins with `https://hooks.slack.com/services/`.
# /notify discord: not an address of a Discord webhook.
notify-url-discord = This is not a Discord webhook: create one in the channel's settings under Integrations and copy its URL, which begins with `https://discord.com/api/webhooks/`.
# /notify webhook: the address is not encrypted.
notify-url-https = Events tell of people, so they are sent encrypted only: use an `https://` URL.
# /notify remove: the question. $name: the target; $address: where it leads, masked.
notify-remove-question = Remove **{ $name }** ({ $address })? What has not been delivered to it yet is dropped.
# /notify remove: done. $name: the target.
notify-removed = **{ $name }** was removed.
# /notify test: the button that gives a webhook a new secret.
notify-button-new-secret = New secret
# /notify test, New secret: the question. $name: the target.
notify-renew-question = Give **{ $name }** a new signing secret? The old one still signs beside it for 24 hours, so that you can change your receiver.
# /notify test, New secret: done. $secret: the new secret.
notify-secret-renewed = The new signing secret, shown only now: ||`{ $secret }`||. For 24 hours deliveries carry both signatures.
# /notify list: the heading.
notify-list-title = Targets of events
# /notify list: there are none.
notify-list-empty = Nothing is told to anybody yet: /notify slack, discord or webhook adds a target.
# /notify list: the last delivery went well. $at: when.
notify-list-well = Last delivered { $at }
# /notify list: nothing was delivered yet.
notify-list-new = Nothing delivered yet
# /notify list: it fails. $failures: how often since the last success; $at: the last time; $problem: a sentence that says why.
notify-list-failing = Failed { $failures ->
    [one] once
   *[other] { $failures } times
 }, last { $at }: { $problem }
# /notify log: the heading.
notify-log-title = Last deliveries
# /notify log: there are none.
notify-log-empty = Nothing has been sent yet.
# /notify log: a delivery that arrived. $attempts: how many tries it took.
notify-log-delivered = delivered at try { $attempts }
# /notify log: a delivery that was given up. $attempts: how many tries it took.
notify-log-dead = given up after { $attempts ->
    [one] one try
   *[other] { $attempts } tries
 }
# /notify log: a delivery that was not tried yet.
notify-log-waiting = waiting
# /notify log: a delivery that is tried again. $next: when.
notify-log-delayed = tried again { $next }
# /notify log: the button at a dead delivery. $number: its number.
notify-button-retry = Retry #{ $number }
# A delivery failed: the address is gone. $status: the HTTP status.
notify-problem-gone = The receiver says that nothing is there (HTTP { $status }); add it again with its current URL.
# A delivery failed: too many requests.
notify-problem-rate = The receiver takes no more at the moment; it is tried again later.
# A delivery failed with another status. $status: the HTTP status.
notify-problem-status = The receiver answered with HTTP status { $status }; check it.
# Slack: the webhook was removed or turned off.
notify-problem-slack-no-service = Slack says that this webhook is removed or turned off; create a new one and add it.
# Slack: the token in the address is wrong.
notify-problem-slack-token = Slack does not know the token in the URL; copy the URL again.
# Slack: it does not take the message.
notify-problem-slack-payload = Slack does not take the message; tell whoever runs this bot.
# Slack: the channel is archived.
notify-problem-slack-archived = The channel in Slack is archived; unarchive it, or add a webhook of another channel.
# Slack: the channel is gone.
notify-problem-slack-channel = The channel in Slack does not exist any more; add a webhook of another channel.
# Slack: an administrator forbids it.
notify-problem-slack-prohibited = The administrators of the Slack workspace do not allow this; ask them.
# Discord: the webhook was deleted.
notify-problem-discord-gone = Discord does not know this webhook any more; create a new one and add it.
# A delivery failed: the stored address does not open.
notify-problem-key = The stored address cannot be read; tell whoever runs this bot.
# A delivery failed before there was an answer. $code: a word for what happened, the same in every language.
notify-problem-other = The receiver could not be reached or gave no proper answer (`{ $code }`); check that it works.
# In Slack and in a Discord webhook: the title of a message. $number: the ticket's number.
notify-title-opened = Ticket { $number } was opened
# The same. $number: the ticket's number.
notify-title-claimed = Ticket { $number } was claimed
# The same. $number: the ticket's number.
notify-title-unclaimed = Ticket { $number } is free again
# The same. $number: the ticket's number.
notify-title-closed = Ticket { $number } was closed
# The same. $number: the ticket's number.
notify-title-reopened = Ticket { $number } was reopened
# The same. $number: the ticket's number.
notify-title-rated = Ticket { $number } was rated
# The same. $number: the ticket's number.
notify-title-message = New message in ticket { $number }
# The same. $number: the ticket's number.
notify-title-stale = Ticket { $number } waits for an answer
# The same. $name: the integration.
notify-title-failing = The integration { $name } keeps failing
# The same. $name: the panel's title.
notify-title-panel = The panel { $name } was created
# The same, for a type that this version does not know. $kind: the type.
notify-title-other = { $kind }
# The same, for a test.
notify-title-test = Frontdesk can reach this place
# The same: a label.
notify-field-user = User
# The same: a label.
notify-field-panel = Panel
# The same: a label.
notify-field-subject = Subject
# The same: a label.
notify-field-claimed-by = Claimed by
# The same: a label.
notify-field-closed-by = Closed by
# The same: a label.
notify-field-reason = Reason
# The same: a label.
notify-field-stars = Stars
# The same: a label.
notify-field-author = Author
# The same: a label.
notify-field-created-by = Created by
# The same: a label.
notify-field-error = Error
# The same: a label.
notify-field-target = Target
# The same: the link to the ticket's channel.
notify-link = Open in Discord
