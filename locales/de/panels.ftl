# A panel's title was typed that does not exist. $title: as typed.
panels-not-found = Hier gibt es kein Panel namens „{ $title }“. `/panel list` zeigt alle.
# A button of an old message was pressed, or somebody deleted the panel meanwhile.
panels-gone = Dieses Panel gibt es nicht mehr. `/panel list` zeigt die, die es gibt.
# /panel create or edit: the title belongs to another panel. $title: as typed.
panels-title-taken = Es gibt schon ein Panel namens „{ $title }“. Wähle einen anderen Titel.
# /panel create or edit: the title is blank.
panels-title-empty = Der Titel ist leer. Gib dem Panel einen Titel von bis zu 100 Zeichen.
# /panel create or edit: an option is too long. $option: its name; $most: the longest.
panels-option-too-long = `{ $option }` ist zu lang: höchstens { $most } Zeichen.
# /panel create or edit: everyone was chosen as staff.
panels-staff-everyone = @everyone kann nicht das Team sein: Jedes Mitglied sähe jedes Ticket. Wähle die Rolle derer, die antworten.
# A colour that is none. $typed: as typed.
panels-not-a-colour = „{ $typed }“ ist keine Farbe. Schreib sie als `#RRGGBB`, zum Beispiel `#5865F2`.
# An emoji that is none. $typed: as typed.
panels-not-an-emoji = „{ $typed }“ ist kein Emoji, das ein Knopf zeigen kann. Gib ein Emoji wie 🎫 an oder eines von diesem Server.
# Discord refused the button's emoji.
panels-emoji-refused = Das Emoji dieses Panels kennt Discord hier nicht. Wähle ein anderes.
# A picture's address that is none. $typed: as typed.
panels-not-a-picture = „{ $typed }“ ist keine Adresse eines Bildes. Sie beginnt mit `https://` oder ist ein Platzhalter wie `%avatar_url%`.
# A welcome message in which nothing would be seen.
panels-welcome-empty = Von der Begrüßung bliebe nichts übrig. Gib ihr einen Titel oder eine Nachricht.
# A field of the welcome message with only a name or only a text.
panels-field-empty = Ein Feld braucht einen Namen und einen Text. Lass beides leer, um ein vorhandenes Feld zu entfernen.
# The field that was edited is not there any more.
panels-field-gone = Dieses Feld gibt es nicht mehr. Drück noch einmal auf **Mehr**, um die Felder zu sehen, wie sie sind.
# A 26th field.
panels-fields-full = Die Begrüßung hat 25 Felder, mehr zeigt Discord nicht. Entferne zuerst eines.
# "Beside others" was answered with something else than yes or no.
panels-field-inline = Schreib `ja` oder `nein` dafür, ob das Feld neben anderen stehen darf.
# After saving a welcome text: a name that nothing provides. $name: the placeholder.
panels-placeholder-unknown = { $name } ist weder eingebaut noch kommt es von einer aktiven Integration: Es bleibt stehen, wie es ist.
# After saving a welcome text: the built-in placeholder wins. $exact: the integrations' exact names.
panels-placeholder-shadowed-by-builtin = { $name } ist der eingebaute Platzhalter. Für den Wert der Integration schreib { $exact }.
# After saving a welcome text: two integrations provide it. $winner: the one that wins; $exact: the others' exact names.
panels-placeholder-shadowed = { $name } kommt von { $winner }, die zuerst aktiviert wurde. Für den Wert einer anderen schreib { $exact }.
# After saving a welcome text: there are more warnings than fit. $count: how many more.
panels-more-warnings = { $count ->
    [one] Und noch ein Platzhalter dieser Art.
   *[other] Und noch { $count } Platzhalter dieser Art.
}

# The label of a panel's button where the admin gave none.
panels-button-default = Ticket öffnen

# After /panel create. $title: the panel; $channel: where it is.
panels-created = **{ $title }** steht in { $channel }. Als Nächstes: `/panel welcome` schreibt, womit ein Ticket beginnt.
# After /panel edit.
panels-edited = **{ $title }** ist geändert.
# After /panel edit without any option.
panels-edit-nothing = Nichts zu ändern: Nenne außer `panel` mindestens eine Option.
# After /panel edit: the posted message could not be changed because it is gone.
panels-message-gone = Seine Nachricht wurde gelöscht. `/panel send` postet sie neu.
# After /panel send. $channel: where it is now.
panels-sent = **{ $title }** steht in { $channel }.
# After /panel enable.
panels-enabled = **{ $title }** öffnet wieder Tickets.
# After /panel disable.
panels-disabled = **{ $title }** öffnet keine Tickets mehr, bis du es wieder einschaltest. Offene bleiben.
# /panel delete asks first.
panels-delete-question = Das Panel **{ $title }** mit seiner Nachricht und seiner Begrüßung löschen? Seine Tickets bleiben. Das lässt sich nicht rückgängig machen.
# After /panel delete was confirmed.
panels-deleted = **{ $title }** ist gelöscht.
# The channel given to /panel create or send is none that takes messages. $channel: its mention.
panels-channel-unfit = In { $channel } kann kein Panel stehen: Wähle einen Textkanal dieses Servers.
# The category given to /panel create or edit is none of this server.
panels-category-unfit = Die Kategorie ist keine dieses Servers. Wähle eine andere.

# /panel list: the heading.
panels-list-title = Panels
# /panel list: there are none.
panels-list-empty = Hier gibt es noch keine Panels. `/panel create` macht eines.
# /panel list: one line. $title; $channel: its mention.
panels-list-line = **{ $title }** in { $channel }
# /panel list: a line of one that is off.
panels-list-line-disabled = **{ $title }** in { $channel } (ausgeschaltet)
# /panel list: where a panel is that was never posted.
panels-list-nowhere = keinem Kanal

# The modal of /panel welcome: its title.
panels-welcome-modal = Begrüßung
# The modal of /panel welcome: the first input.
panels-welcome-title = Titel
# The modal of /panel welcome: the second input.
panels-welcome-message = Nachricht
# The modal of /panel welcome: the third input.
panels-welcome-colour = Farbe
# The modal of /panel welcome: the fourth input.
panels-welcome-image = Bild-URL
# The modal of /panel welcome: the fifth input.
panels-welcome-thumbnail = Vorschaubild-URL
# The modal of /panel welcome: shown in the empty message.
panels-welcome-message-hint = Hallo %user%! Platzhalter werden für jedes Ticket ausgefüllt.
# After the modal of /panel welcome.
panels-welcome-saved = Die Begrüßung von **{ $title }** ist gespeichert. `/panel preview` zeigt sie ausgefüllt.
# The button under that answer.
panels-welcome-more = Mehr
# After More: the heading of the editor. $title: the panel.
panels-more-title = Mehr zur Begrüßung von { $title }
# After More: what the editor shows where there is no author or footer.
panels-more-none = keine
# After More: the label of the line above the title.
panels-more-author = Kopfzeile
# After More: the label of the line below everything.
panels-more-footer = Fußzeile
# After More: the heading over the fields. $count of 25.
panels-more-fields = Felder ({ $count } von 25)
# After More: the button that opens author and footer.
panels-more-frame-button = Kopf- und Fußzeile
# After More: the button that adds a field.
panels-more-field-button = Feld hinzufügen
# After More: the menu that opens one of the fields.
panels-more-field-menu = Ein Feld ändern
# The modal for author and footer: its title.
panels-frame-modal = Kopf- und Fußzeile
# The modal for a field: its title.
panels-field-modal = Feld
# The modal for a field: the first input.
panels-field-name = Name
# The modal for a field: the second input.
panels-field-value = Text
# The modal for a field: the third input.
panels-field-inline-label = Neben anderen (ja oder nein)
# What yes is in the field's modal.
panels-yes = ja
# What no is in the field's modal.
panels-no = nein

# Above /panel preview. $title: the panel; $user: for whom it is filled in.
panels-preview = **{ $title }**, wie { $user } es sähe:
# After /panel edit: it is stored, but its message could not be changed. $problem: why.
panels-edited-not-shown = **{ $title }** ist geändert, aber seine Nachricht konnte nicht folgen. { $problem }
# /panel preview for somebody who is not in the server.
panels-preview-no-member = Diese Person ist kein Mitglied dieses Servers. Wähle eine, die es ist.
