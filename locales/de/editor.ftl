# On an integration's card: opens the request.
editor-button-request = Anfrage
# On an integration's card: opens name, description and links.
editor-button-details = Angaben
# On an integration's card: lists the headers of the request.
editor-button-headers = Header
# On an integration's card: lists the secrets that each server enters.
editor-button-secrets = Geheimnisse
# On an integration's card: lists the placeholders.
editor-button-placeholders = Platzhalter
# On an integration's card: makes the request once and shows what came.
editor-button-test = Testen
# Under the trace of a test: makes it again.
editor-button-test-again = Noch einmal testen
# On an integration's card: activates it in this server.
editor-button-add-to-server = Zum Server hinzufügen
# On an integration's card: deactivates it in this server.
editor-button-remove = Entfernen
# On an integration's card: hands the manifest out as a file.
editor-button-export = Exportieren
# On an integration's card: deletes the integration, after a question.
editor-button-delete = Löschen
# Leads from a list or a test back to the integration's card.
editor-button-back = Zurück
# The menu of an integration's headers that opens one.
editor-change-header = Header ändern
# The menu of an integration's headers that takes one away, after a question.
editor-remove-header = Header entfernen
# The button under the list of headers.
editor-add-header = Header hinzufügen
# The menu of an integration's secrets that opens one.
editor-change-secret = Geheimnis ändern
# The menu of an integration's secrets that takes one away, after a question.
editor-remove-secret = Geheimnis entfernen
# The button under the list of secrets.
editor-add-secret = Geheimnis hinzufügen
# The menu of an integration's placeholders that opens one.
editor-change-placeholder = Platzhalter ändern
# The menu of an integration's placeholders that takes one away, after a question.
editor-remove-placeholder = Platzhalter entfernen
# The button under the list of placeholders.
editor-add-placeholder = Platzhalter hinzufügen
# The menu under a test's trace: values of the answer that no placeholder uses.
editor-suggestions = Als Platzhalter hinzufügen
# The modal behind Request: its title. $name.
editor-modal-request = Anfrage von { $name }
# The modal behind Details: its title. $name.
editor-modal-details = Angaben zu { $name }
# The modal for a header: its title. $name of the integration.
editor-modal-header = Header von { $name }
# The modal for a secret: its title. $name of the integration.
editor-modal-secret = Geheimnis von { $name }
# The modal for a placeholder: its title. $name of the integration.
editor-modal-placeholder = Platzhalter von { $name }
# The modal with secrets for one test: its title. $name.
editor-modal-test = Nur für diesen Test von { $name }
# A field of the modal behind Request.
editor-field-url = URL
# A field of the modal behind Request: GET or POST.
editor-field-method = Methode
# A field of the modal behind Request: the URL that checks secrets.
editor-field-validation = Prüf-URL
# A field of the modal behind Request: how long answers are kept.
editor-field-cache = Aufbewahrung in Sekunden
# A field: the name of an integration, a header, a secret or a placeholder.
editor-field-name = Name
# A field: the description of an integration or of a secret.
editor-field-description = Beschreibung
# A field of the modal behind Details: the picture.
editor-field-logo = Logo-URL
# A field of the modal behind Details.
editor-field-policy = URL der Datenschutzerklärung
# A field: the value of a header.
editor-field-value = Wert
# In an empty field: what a header's value may hold.
editor-hint-value = Ein Text, oder %name% eines Geheimnisses
# A field: whether a secret is hidden from a server's admins.
editor-field-sensitive = Vertraulich
# In an empty field: what sensitive means.
editor-hint-sensitive = ja, oder nein für eine Angabe, die Admins des Servers sehen dürfen
# What stands in the field Sensitive for a secret that is one.
editor-yes = ja
# What stands in the field Sensitive for a secret that the server's admins may see.
editor-no = nein
# A field: where a placeholder's value is in the answer.
editor-field-path = Pfad
# In an empty field: what a path looks like.
editor-hint-path = user.scores.high_score
# A field: what a placeholder shows when there is no value.
editor-field-fallback = Ersatztext
# A field: how a placeholder's value is shown.
editor-field-format = Format
# What was typed for how long answers are kept is no number.
editor-cache-no-number = Die Aufbewahrung ist eine ganze Zahl von Sekunden, etwa 60; 0 oder nichts bewahrt keine Antworten auf. Drücke noch einmal **Anfrage**.
# What was typed for whether a secret is sensitive is neither yes nor no.
editor-sensitive-unclear = Vertraulich ist ja oder nein. Drücke noch einmal **Geheimnisse**.
# What was typed as the format of a placeholder is none.
editor-format-unknown = Dieses Format gibt es nicht. Möglich sind `text`, `markdown`, `timestamp` und `number`. Drücke noch einmal **Platzhalter**.
# A header was given the name of another one. $name.
editor-header-taken = Es gibt schon einen Header `{ $name }`. Ändere diesen, oder entferne ihn zuerst.
# The integration was changed while somebody entered secrets for a test.
editor-test-changed = Die Integration wurde inzwischen geändert, darum wurde nichts gesendet. Drücke noch einmal **Testen**.
# The menu of members under a test's trace: whoever is chosen is asked about.
editor-test-about = Nach jemand anderem fragen
# Button of the editor: asks whether the integration is to be offered to everybody.
editor-button-publish = Veröffentlichen
# Button of the editor: takes the integration from the catalogue, or back from those who look at it.
editor-button-unpublish = Zurückziehen
