# /notify: a target was added. $name: its name; $address: where it leads, masked; $events: what it hears of.
notify-added = **{ $name }** wurde hinzugefügt: { $address } bekommt { $events }.
# /notify webhook: the secret, which is shown once. $secret: the secret.
notify-secret = Das Geheimnis für die Signaturen, das nur jetzt zu sehen ist: ||`{ $secret }`||. Trage es beim Empfänger ein; docs/events.md zeigt, wie man Signaturen prüft.
# /notify: the test message arrived.
notify-test-well = Die Testnachricht ist angekommen.
# /notify: the test message did not arrive. $problem: a sentence that says why.
notify-test-failed = Die Testnachricht ist nicht angekommen: { $problem }
# /notify slack and discord: the test failed, so nothing was added. $problem: a sentence that says why.
notify-not-added = Es wurde nichts hinzugefügt, weil die Testnachricht nicht ankam: { $problem }
# /notify: the server has as many targets as it may. $limit: how many.
notify-too-many = Dieser Server hat schon { $limit } Ziele, mehr gehen nicht: Entferne zuerst eines mit /notify remove.
# /notify: two admins added a target in the same moment.
notify-name-taken = Jemand anderes hat im selben Moment ein Ziel hinzugefügt: Versuche es noch einmal.
# /notify: no target of that name. $name: as typed.
notify-unknown = Hier gibt es kein Ziel namens { $name }: /notify list zeigt alle.
# /notify: the target was removed meanwhile.
notify-gone = Dieses Ziel gibt es nicht mehr: /notify list zeigt die übrigen.
# /notify: a new secret for a target that signs nothing.
notify-no-secret = Nur Webhooks haben ein Geheimnis: Entferne dieses Ziel und füge es mit seiner neuen URL wieder hinzu.
# /notify log, Retry: it was delivered or is tried already.
notify-not-dead = Diese Zustellung ist nicht mehr gescheitert: /notify log zeigt ihren Stand.
# /notify, option events: an unknown name. $name: as typed; $known: all names.
notify-event-unknown = Es gibt kein Ereignis namens { $name }: Wähle aus { $known }.
# /notify slack: not an address of Slack's.
notify-url-slack = Das ist kein eingehender Webhook von Slack: Erstelle einen auf https://api.slack.com/messaging/webhooks und kopiere seine URL, die mit `https://hooks.slack.com/services/` beginnt.
# /notify discord: not an address of a Discord webhook.
notify-url-discord = Das ist kein Discord-Webhook: Erstelle einen in den Einstellungen des Kanals unter Integrationen und kopiere seine URL, die mit `https://discord.com/api/webhooks/` beginnt.
# /notify webhook: the address is not encrypted.
notify-url-https = Ereignisse handeln von Menschen und werden darum nur verschlüsselt gesendet: Verwende eine `https://`-URL.
# /notify remove: the question. $name: the target; $address: where it leads, masked.
notify-remove-question = **{ $name }** ({ $address }) entfernen? Was noch nicht zugestellt ist, entfällt.
# /notify remove: done. $name: the target.
notify-removed = **{ $name }** wurde entfernt.
# /notify test: the button that gives a webhook a new secret.
notify-button-new-secret = Neues Geheimnis
# /notify test, New secret: the question. $name: the target.
notify-renew-question = **{ $name }** ein neues Geheimnis geben? Das alte signiert noch 24 Stunden lang mit, damit du den Empfänger umstellen kannst.
# /notify test, New secret: done. $secret: the new secret.
notify-secret-renewed = Das neue Geheimnis, das nur jetzt zu sehen ist: ||`{ $secret }`||. 24 Stunden lang tragen Zustellungen beide Signaturen.
# /notify list: the heading.
notify-list-title = Ziele von Ereignissen
# /notify list: there are none.
notify-list-empty = Noch wird niemandem etwas gemeldet: /notify slack, discord oder webhook fügt ein Ziel hinzu.
# /notify list: the last delivery went well. $at: when.
notify-list-well = Zuletzt zugestellt { $at }
# /notify list: nothing was delivered yet.
notify-list-new = Noch nichts zugestellt
# /notify list: it fails. $failures: how often since the last success; $at: the last time; $problem: a sentence that says why.
notify-list-failing = { $failures ->
    [one] Einmal
   *[other] { $failures }-mal
 } gescheitert, zuletzt { $at }: { $problem }
# /notify log: the heading.
notify-log-title = Letzte Zustellungen
# /notify log: there are none.
notify-log-empty = Es wurde noch nichts gesendet.
# /notify log: a delivery that arrived. $attempts: how many tries it took.
notify-log-delivered = zugestellt beim { $attempts }. Versuch
# /notify log: a delivery that was given up. $attempts: how many tries it took.
notify-log-dead = nach { $attempts ->
    [one] einem Versuch
   *[other] { $attempts } Versuchen
 } aufgegeben
# /notify log: a delivery that was not tried yet.
notify-log-waiting = wartet
# /notify log: a delivery that is tried again. $next: when.
notify-log-delayed = wird { $next } wieder versucht
# /notify log: the button at a dead delivery. $number: its number.
notify-button-retry = #{ $number } wiederholen
# A delivery failed: the address is gone. $status: the HTTP status.
notify-problem-gone = Beim Empfänger ist nichts (HTTP { $status }); füge ihn mit seiner aktuellen URL neu hinzu.
# A delivery failed: too many requests.
notify-problem-rate = Der Empfänger nimmt gerade nicht mehr an; es wird später wieder versucht.
# A delivery failed with another status. $status: the HTTP status.
notify-problem-status = Der Empfänger antwortete mit HTTP-Status { $status }; prüfe ihn.
# Slack: the webhook was removed or turned off.
notify-problem-slack-no-service = Slack meldet, dass dieser Webhook entfernt oder abgeschaltet ist; erstelle einen neuen und füge ihn hinzu.
# Slack: the token in the address is wrong.
notify-problem-slack-token = Slack kennt das Token in der URL nicht; kopiere die URL noch einmal.
# Slack: it does not take the message.
notify-problem-slack-payload = Slack nimmt die Nachricht nicht an; sag es denen, die diesen Bot betreiben.
# Slack: the channel is archived.
notify-problem-slack-archived = Der Kanal in Slack ist archiviert; hole ihn zurück oder füge den Webhook eines anderen Kanals hinzu.
# Slack: the channel is gone.
notify-problem-slack-channel = Den Kanal in Slack gibt es nicht mehr; füge den Webhook eines anderen Kanals hinzu.
# Slack: an administrator forbids it.
notify-problem-slack-prohibited = Die Administratoren des Slack-Workspace erlauben das nicht; frage sie.
# Discord: the webhook was deleted.
notify-problem-discord-gone = Discord kennt diesen Webhook nicht mehr; erstelle einen neuen und füge ihn hinzu.
# A delivery failed: the stored address does not open.
notify-problem-key = Die gespeicherte Adresse lässt sich nicht lesen; sag es denen, die diesen Bot betreiben.
# A delivery failed before there was an answer. $code: a word for what happened, the same in every language.
notify-problem-other = Der Empfänger war nicht erreichbar oder antwortete nicht richtig (`{ $code }`); prüfe, ob er läuft.
# In Slack and in a Discord webhook: the title of a message. $number: the ticket's number.
notify-title-opened = Ticket { $number } wurde eröffnet
# The same. $number: the ticket's number.
notify-title-claimed = Ticket { $number } wurde übernommen
# The same. $number: the ticket's number.
notify-title-unclaimed = Ticket { $number } ist wieder frei
# The same. $number: the ticket's number.
notify-title-closed = Ticket { $number } wurde geschlossen
# The same. $number: the ticket's number.
notify-title-reopened = Ticket { $number } wurde wieder geöffnet
# The same. $number: the ticket's number.
notify-title-rated = Ticket { $number } wurde bewertet
# The same. $number: the ticket's number.
notify-title-message = Neue Nachricht in Ticket { $number }
# The same. $number: the ticket's number.
notify-title-stale = Ticket { $number } wartet auf Antwort
# The same. $name: the integration.
notify-title-failing = Die Integration { $name } scheitert immer wieder
# The same. $name: the panel's title.
notify-title-panel = Das Panel { $name } wurde erstellt
# The same, for a type that this version does not know. $kind: the type.
notify-title-other = { $kind }
# The same, for a test.
notify-title-test = Frontdesk erreicht diesen Ort
# The same: a label.
notify-field-user = Mitglied
# The same: a label.
notify-field-panel = Panel
# The same: a label.
notify-field-subject = Betreff
# The same: a label.
notify-field-claimed-by = Übernommen von
# The same: a label.
notify-field-closed-by = Geschlossen von
# The same: a label.
notify-field-reason = Grund
# The same: a label.
notify-field-stars = Sterne
# The same: a label.
notify-field-author = Verfasst von
# The same: a label.
notify-field-created-by = Erstellt von
# The same: a label.
notify-field-error = Fehler
# The same: a label.
notify-field-target = Ziel
# The same: the link to the ticket's channel.
notify-link = In Discord öffnen
