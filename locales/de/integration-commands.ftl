# A button of an old message was pressed: the integration was deleted or belongs to somebody else.
integration-commands-gone = Diese Integration gibt es nicht mehr. `/integration list` zeigt die, die es gibt.
# A name was typed that is not active here. $name: as typed.
integration-commands-not-active = Hier ist keine Integration namens „{ $name }“ aktiv. `/integration list` zeigt, welche es sind; `/integration activate` aktiviert eine.
# Confirm was pressed too late, twice, or by somebody else.
integration-commands-expired = Es gibt nichts mehr zu bestätigen: Was du eingibst, wird 15 Minuten aufbewahrt und einmal verwendet. Ruf `/integration activate` noch einmal auf.
# The integration was changed between command and modal.
integration-commands-changed-meanwhile = Die Integration wurde inzwischen geändert, also wurde nichts gespeichert. Ruf `/integration activate` noch einmal auf.
# /integration secrets of one that asks for none.
integration-commands-no-secrets = Diese Integration fragt nach keinen Geheimnissen, also gibt es nichts einzugeben.
# /integration header set with a name that no secret has yet. $name: the name.
integration-commands-add-secret-first = `%{ $name }%` ist noch kein Geheimnis dieser Integration. Füge es zuerst mit `/integration secret add` hinzu und setz dann den Header noch einmal.
# /integration edit without any option.
integration-commands-edit-nothing = Nichts zu ändern: Nenne außer `integration` mindestens eine Option.
# A header was named that there is not. $name: as typed.
integration-commands-no-header = Es gibt keinen Header { $name }. `/integration view` zeigt alle.
# A secret was named that there is not. $name: as typed.
integration-commands-no-secret = Es gibt kein Geheimnis { $name }. `/integration view` zeigt alle.
# A placeholder was named that there is not. $name: as typed.
integration-commands-no-placeholder = Es gibt keinen Platzhalter { $name }. `/integration view` zeigt alle.
# /integration import with a file that is too large.
integration-commands-file-too-large = Die Datei ist größer als 64 KiB, das ist kein Manifest. Häng das JSON einer einzelnen Integration an.

# After /integration create and import. $name.
integration-commands-created = **{ $name }** ist angelegt. Nur du siehst sie, und sie ist noch nicht aktiv.
# After a change of an integration.
integration-commands-changed = Gespeichert.
# After a change that needs new consent.
integration-commands-changed-and-paused = Gespeichert. Du hast geändert, was gesendet wird oder an wen, also pausiert sie, bis ein Admin das gesehen hat: Ruf `/integration activate` noch einmal auf.
# After /integration deactivate was confirmed.
integration-commands-deactivated = Die Integration ist hier nicht mehr aktiv, und die Geheimnisse dieses Servers sind gelöscht.
# /integration deactivate asks first. $name.
integration-commands-deactivate-question = **{ $name }** deaktivieren? Ihre Platzhalter bleiben dann leer, und die hier eingegebenen Geheimnisse werden gelöscht.
# After /integration delete was confirmed. $name.
integration-commands-deleted = **{ $name }** ist gelöscht.
# /integration delete asks first. $name; $servers: in how many it is active.
integration-commands-delete-question = **{ $name }** mit allem, was dazugehört, löschen? { $servers ->
    [0] Sie ist nirgends aktiv.
    [one] Sie ist auf einem Server aktiv, der ihre Werte und seine Geheimnisse verliert.
   *[other] Sie ist auf { $servers } Servern aktiv, die ihre Werte und ihre Geheimnisse verlieren.
} Das lässt sich nicht rückgängig machen.
# /integration header remove asks first. $name.
integration-commands-remove-header = Den Header { $name } entfernen? Sein Wert ist dann weg.
# /integration secret remove asks first. $name.
integration-commands-remove-secret = Das Geheimnis { $name } entfernen? Server, die die Integration nutzen, müssen neu zustimmen.
# /integration placeholder remove asks first. $name.
integration-commands-remove-placeholder = Den Platzhalter { $name } entfernen? Wo er benutzt wird, bleibt er stehen, wie er ist.
# Above the file of /integration export. $name.
integration-commands-exported = Das Manifest von **{ $name }**, samt seinen Headern: Behalte es für dich, falls darin etwas Privates steht.
# After /integration placeholder set: a built-in placeholder has that name. $name; $exact.
integration-commands-shadowed-by-builtin = { $name } allein ist der eingebaute Platzhalter. Schreib { $exact } für den Wert dieser Integration.
# After /integration placeholder set: another integration provides that name. $other: which.
integration-commands-shadowed-by = { $name } allein kommt von { $other }, die zuerst aktiviert wurde. Schreib { $exact } für den Wert dieser Integration.

# The card of an integration: over method and URL.
integration-commands-card-request = Anfrage
# The card of an integration: over the headers.
integration-commands-card-headers = Header
# The card of an integration: over headers for which one field was not enough.
integration-commands-card-headers-more = Weitere Header
# The card of an integration: over the secrets that each server enters.
integration-commands-card-secrets = Geheimnisse
# The card of an integration: over secrets for which one field was not enough.
integration-commands-card-secrets-more = Weitere Geheimnisse
# The card of an integration: behind a secret that is none.
integration-commands-card-parameter = für Admins sichtbar
# The card of an integration: over the placeholders.
integration-commands-card-placeholders = Platzhalter
# The card of an integration: over placeholders for which one field was not enough.
integration-commands-card-placeholders-more = Weitere Platzhalter
# The card of an integration: over policy, validation URL, logo and caching.
integration-commands-card-more = Weiteres
# The card of an integration. $value: a URL.
integration-commands-card-policy = Datenschutzerklärung: { $value }
# The card of an integration. $value: a URL.
integration-commands-card-validation = Geheimnisse prüft: { $value }
# The card of an integration. $value: a URL.
integration-commands-card-logo = Logo: { $value }
# The card of an integration. $seconds.
integration-commands-card-cache = Antworten werden { $seconds ->
    [one] eine Sekunde
   *[other] { $seconds } Sekunden
} aufbewahrt
# The card of an integration: over whether it is active.
integration-commands-card-state = Auf diesem Server
# The card of an integration that is not active here.
integration-commands-card-inactive = Nicht aktiv
# The card of an integration that is active here.
integration-commands-card-active = Aktiv
# The card of an integration that changed after an admin consented.
integration-commands-card-paused = Pausiert: Etwas daran hat sich geändert. `/integration activate` zeigt, was gesendet wird, und fragt neu.
# Under the card of an integration without placeholders.
integration-commands-next-placeholder = Als Nächstes: Testen fragt deine API, und bietet als Platzhalter an, was sie antwortet.
# Under the card of an integration that is not active.
integration-commands-next-activate = Als Nächstes: Zum Server hinzufügen nutzt sie hier.
# Under the card of an integration that is paused.
integration-commands-next-activate-again = Als Nächstes: Ansehen, um der Änderung zuzustimmen.

# /integration list: the heading.
integration-commands-list-both = Integrationen
# /integration list: there are none.
integration-commands-list-both-empty = Hier ist keine aktiv, und dir gehört keine. `/integration create` macht eine.
# /integration list scope:active: the heading.
integration-commands-list-active = Aktive Integrationen
# /integration list scope:active: there are none.
integration-commands-list-active-empty = Hier ist keine Integration aktiv. `/integration activate` aktiviert eine von deinen.
# /integration list scope:mine: the heading.
integration-commands-list-mine = Deine Integrationen
# /integration list scope:mine: there are none.
integration-commands-list-mine-empty = Dir gehört keine Integration. `/integration create` macht eine.
# /integration list: one that is active here.
integration-commands-list-active-line = 🟢 **{ $name }** ({ $host }): aktiv
# /integration list: one that is paused here.
integration-commands-list-paused-line = 🟡 **{ $name }** ({ $host }): pausiert
# /integration list: one that is not active here.
integration-commands-list-inactive-line = ⚪ **{ $name }** ({ $host }): hier nicht aktiv
# /integration list: behind one that the reader owns.
integration-commands-list-own = deine

# The modal that asks for the secrets: its title. $name.
integration-commands-secrets-modal = Geheimnisse für { $name }
# The card before an activation: its heading. $name.
integration-commands-activate-title = { $name } aktivieren?
# The card before an activation. $method and $host of the request.
integration-commands-activate-asked = Für jedes Ticket, dessen Begrüßung sie braucht, sendet dieser Server { $method } an { $host }.
# The card before an activation: over what is sent.
integration-commands-activate-sent = Was gesendet wird
# The card before an activation: over the privacy policy.
integration-commands-activate-policy = Datenschutzerklärung
# The card before an activation: there is no policy.
integration-commands-activate-no-policy = Keine angegeben. Frag, wem der Host gehört, was mit den Daten geschieht.
# The card before an activation: over the placeholders.
integration-commands-activate-gained = Neue Platzhalter
# The card before an activation: at its end.
integration-commands-activate-nothing-yet = Noch wurde nichts gesendet oder gespeichert. Was du eingegeben hast, wird nach 15 Minuten vergessen.
# The card before an activation: where nothing is sent or gained.
integration-commands-nothing = nichts
# A placeholder whose bare name means something else. $exact and $name.
integration-commands-shadowed = { $exact } ({ $name } heißt hier etwas anderes)
# After an activation. $name; $names: its placeholders.
integration-commands-activated = **{ $name }** ist hier aktiv. Platzhalter: { $names }. `/integration test` probiert sie aus.

# The trace of /integration test: its heading. $name.
integration-commands-test-title = Test von { $name }
# The trace of /integration test: about whom it asked. $user.
integration-commands-test-about = Gefragt nach { $user }, wie ein Ticket es täte.
# The trace of /integration test: over the request.
integration-commands-test-request = Anfrage
# The trace of /integration test: over the steps.
integration-commands-test-steps = Schritte
# The trace of /integration test: over what was wrong.
integration-commands-test-error = Was nicht stimmte
# The trace of /integration test: over the placeholders.
integration-commands-test-placeholders = Platzhalter
# The trace of /integration test: over keys of the answer that no placeholder uses.
integration-commands-test-unused = Auch in der Antwort
# A step of the trace: the request was built.
integration-commands-step-request = Anfrage
# A step of the trace: the URL and its host were judged.
integration-commands-step-address = Adresse
# A step of the trace: waiting for a free place.
integration-commands-step-wait = Freier Platz
# A step of the trace: the name was looked up.
integration-commands-step-resolve = Namensauflösung
# A step of the trace: the connection was made.
integration-commands-step-connect = Verbindung
# A step of the trace: the connection was secured.
integration-commands-step-tls = TLS
# A step of the trace: the status of the answer.
integration-commands-step-status = Status
# A step of the trace: the answer was read.
integration-commands-step-body = Größe
# A step of the trace: the answer was understood.
integration-commands-step-json = JSON
# A step of the trace: the paths were followed.
integration-commands-step-placeholders = Platzhalter
# /integration log: the heading. $name.
integration-commands-log-title = Letzte Abrufe von { $name } auf diesem Server
# /integration log: there are none.
integration-commands-log-empty = Hier wurde noch nichts abgerufen.
# /integration log: no answer came.
integration-commands-log-no-status = keine Antwort
