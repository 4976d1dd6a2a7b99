# /open in Discord's list of commands.
command-open = Öffne ein Ticket
# /open, option panel.
command-open-panel = Worum es geht; ohne Angabe das übliche
# /open, option subject.
command-open-subject = Ein paar Worte für alle, die antworten
# /close in Discord's list of commands.
command-close = Schließe das Ticket dieses Kanals
# /close, option reason.
command-close-reason = Warum; wer es geöffnet hat, erfährt es
# In Discord's list of commands: option panel.
command-option-panel = Das Panel
# In Discord's list of commands: option integration.
command-option-integration = Die Integration
# In Discord's list of commands: option setting.
command-option-setting = Die Einstellung
# In Discord's list of commands: panel.
command-panel = Die Nachrichten mit dem Knopf
# In Discord's list of commands: panel create.
command-panel-create = Ein Panel machen und posten
# In Discord's list of commands: panel create title.
command-panel-create-title = Sein Titel
# In Discord's list of commands: panel create channel.
command-panel-create-channel = Wo es steht
# In Discord's list of commands: panel create category.
command-panel-create-category = Die Kategorie, unter der Tickets aufgehen
# In Discord's list of commands: panel create button.
command-panel-create-button = Der Text auf dem Knopf
# In Discord's list of commands: panel create emoji.
command-panel-create-emoji = Das Emoji des Knopfs, oder none
# In Discord's list of commands: panel create colour.
command-panel-create-colour = #RRGGBB, oder none
# In Discord's list of commands: panel create staff.
command-panel-create-staff = Die Rolle, die antwortet
# In Discord's list of commands: panel create description.
command-panel-create-description = Der Text unter dem Titel; \n beginnt eine Zeile
# In Discord's list of commands: panel edit.
command-panel-edit = Ein Panel und seine Nachricht ändern
# In Discord's list of commands: panel edit title.
command-panel-edit-title = Sein neuer Titel
# In Discord's list of commands: panel edit channel.
command-panel-edit-channel = Wo es steht
# In Discord's list of commands: panel edit category.
command-panel-edit-category = Die Kategorie, unter der Tickets aufgehen
# In Discord's list of commands: panel edit button.
command-panel-edit-button = Der Text auf dem Knopf
# In Discord's list of commands: panel edit emoji.
command-panel-edit-emoji = Das Emoji des Knopfs, oder none
# In Discord's list of commands: panel edit colour.
command-panel-edit-colour = #RRGGBB, oder none
# In Discord's list of commands: panel edit staff.
command-panel-edit-staff = Die Rolle, die antwortet
# In Discord's list of commands: panel edit description.
command-panel-edit-description = Der Text unter dem Titel; \n beginnt eine Zeile
# In Discord's list of commands: panel welcome.
command-panel-welcome = Schreiben, womit ein Ticket beginnt
# In Discord's list of commands: panel preview.
command-panel-preview = Die Begrüßung ausgefüllt sehen
# In Discord's list of commands: panel preview user.
command-panel-preview-user = Für wen; ohne Angabe für dich
# In Discord's list of commands: panel list.
command-panel-list = Die Panels auflisten
# In Discord's list of commands: panel send.
command-panel-send = Ein Panel noch einmal posten
# In Discord's list of commands: panel send channel.
command-panel-send-channel = Wohin
# In Discord's list of commands: panel enable.
command-panel-enable = Ein Panel wieder Tickets öffnen lassen
# In Discord's list of commands: panel disable.
command-panel-disable = Ein Panel keine Tickets mehr öffnen lassen
# In Discord's list of commands: panel delete.
command-panel-delete = Ein Panel löschen; seine Tickets bleiben
# In Discord's list of commands: settings.
command-settings = Die Einstellungen dieses Servers
# In Discord's list of commands: settings view.
command-settings-view = Alle Einstellungen zeigen
# In Discord's list of commands: settings set.
command-settings-set = Eine Einstellung ändern
# In Discord's list of commands: settings set value.
command-settings-set-value = Ihr neuer Wert
# In Discord's list of commands: settings reset.
command-settings-reset = Eine Einstellung auf den Standard setzen
# In Discord's list of commands: integration.
command-integration = Werte aus deinen eigenen APIs
# In Discord's list of commands: integration create.
command-integration-create = Eine Integration machen
# In Discord's list of commands: integration create name.
command-integration-create-name = 1 bis 32 Buchstaben, Ziffern, Leerzeichen, _ und -
# In Discord's list of commands: integration create url.
command-integration-create-url = Was gefragt wird; %user_id% darf darin stehen
# In Discord's list of commands: integration create method.
command-integration-create-method = GET, oder POST mit JSON
# In Discord's list of commands: integration create description.
command-integration-create-description = Wozu sie da ist
# In Discord's list of commands: integration create logo.
command-integration-create-logo = Die https:-Adresse eines Bildes
# In Discord's list of commands: integration create privacy_policy.
command-integration-create-privacy_policy = Ein Link, den Admins vor dem Aktivieren sehen
# In Discord's list of commands: integration create validation_url.
command-integration-create-validation_url = Wird gefragt, ob Geheimnisse stimmen
# In Discord's list of commands: integration create cache_seconds.
command-integration-create-cache_seconds = Wie lange Antworten aufbewahrt werden
# In Discord's list of commands: integration edit.
command-integration-edit = Eine deiner Integrationen ändern
# In Discord's list of commands: integration edit name.
command-integration-edit-name = 1 bis 32 Buchstaben, Ziffern, Leerzeichen, _ und -
# In Discord's list of commands: integration edit url.
command-integration-edit-url = Was gefragt wird; %user_id% darf darin stehen
# In Discord's list of commands: integration edit method.
command-integration-edit-method = GET, oder POST mit JSON
# In Discord's list of commands: integration edit description.
command-integration-edit-description = Wozu sie da ist
# In Discord's list of commands: integration edit logo.
command-integration-edit-logo = Die https:-Adresse eines Bildes
# In Discord's list of commands: integration edit privacy_policy.
command-integration-edit-privacy_policy = Ein Link, den Admins vor dem Aktivieren sehen
# In Discord's list of commands: integration edit validation_url.
command-integration-edit-validation_url = Wird gefragt, ob Geheimnisse stimmen
# In Discord's list of commands: integration edit cache_seconds.
command-integration-edit-cache_seconds = Wie lange Antworten aufbewahrt werden
# In Discord's list of commands: integration header.
command-integration-header = Die Header der Anfrage
# In Discord's list of commands: integration header set.
command-integration-header-set = Einen Header setzen
# In Discord's list of commands: integration header set name.
command-integration-header-set-name = Zum Beispiel Authorization
# In Discord's list of commands: integration header set value.
command-integration-header-set-value = Sein Wert; %name_des_geheimnisses% darf darin stehen
# In Discord's list of commands: integration header remove.
command-integration-header-remove = Einen Header entfernen
# In Discord's list of commands: integration header remove name.
command-integration-header-remove-name = Welchen
# In Discord's list of commands: integration secret.
command-integration-secret = Was jeder Server selbst eingibt
# In Discord's list of commands: integration secret add.
command-integration-secret-add = Jeden Server nach einem Geheimnis fragen
# In Discord's list of commands: integration secret add name.
command-integration-secret-add-name = Sein Name, nie sein Wert
# In Discord's list of commands: integration secret add description.
command-integration-secret-add-description = Wo ein Admin es findet
# In Discord's list of commands: integration secret add sensitive.
command-integration-secret-add-sensitive = Nein für einen Wert, den Admins sehen dürfen
# In Discord's list of commands: integration secret remove.
command-integration-secret-remove = Ein Geheimnis entfernen
# In Discord's list of commands: integration secret remove name.
command-integration-secret-remove-name = Welches
# In Discord's list of commands: integration placeholder.
command-integration-placeholder = Die Werte der Antwort
# In Discord's list of commands: integration placeholder set.
command-integration-placeholder-set = Einen Wert der Antwort benennen
# In Discord's list of commands: integration placeholder set name.
command-integration-placeholder-set-name = Was zwischen den Prozentzeichen steht
# In Discord's list of commands: integration placeholder set path.
command-integration-placeholder-set-path = Zum Beispiel user.name, oder ein JSONPath mit $
# In Discord's list of commands: integration placeholder set fallback.
command-integration-placeholder-set-fallback = Wird ohne Wert gezeigt
# In Discord's list of commands: integration placeholder set format.
command-integration-placeholder-set-format = Wie der Wert gezeigt wird
# In Discord's list of commands: integration placeholder remove.
command-integration-placeholder-remove = Einen Platzhalter entfernen
# In Discord's list of commands: integration placeholder remove name.
command-integration-placeholder-remove-name = Welchen
# In Discord's list of commands: integration view.
command-integration-view = Eine Integration zeigen
# In Discord's list of commands: integration list.
command-integration-list = Integrationen auflisten
# In Discord's list of commands: integration list scope.
command-integration-list-scope = Welche; ohne Angabe beide
# In Discord's list of commands: integration activate.
command-integration-activate = Eine Integration auf diesem Server nutzen
# In Discord's list of commands: integration deactivate.
command-integration-deactivate = Nicht mehr nutzen; ihre Geheimnisse gehen
# In Discord's list of commands: integration secrets.
command-integration-secrets = Die Geheimnisse neu eingeben
# In Discord's list of commands: integration test.
command-integration-test = Die Anfrage stellen und jeden Schritt sehen
# In Discord's list of commands: integration test user.
command-integration-test-user = Nach wem; ohne Angabe nach dir
# In Discord's list of commands: integration log.
command-integration-log = Die letzten 50 Abrufe sehen
# In Discord's list of commands: integration import.
command-integration-import = Eine Integration aus einer Datei machen
# In Discord's list of commands: integration import file.
command-integration-import-file = Ein Manifest von höchstens 64 KiB
# In Discord's list of commands: integration export.
command-integration-export = Eine Integration als Datei bekommen
# In Discord's list of commands: integration delete.
command-integration-delete = Eine Integration überall löschen
# In Discord's list of commands: help.
command-help = Sehen, was dieser Bot kann
# In Discord's list of commands: about.
command-about = Version, Lizenz und Quelltext
# Under a list of several pages. $page of $pages.
commands-page = Seite { $page } von { $pages }
# The button to the page before.
commands-page-back = Zurück
# The button to the next page.
commands-page-on = Weiter
