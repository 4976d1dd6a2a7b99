### Integrationen: das Manifest, die Anfrage, die Antwort, und was Admins und Autoren dazu erfahren.

## Ein Manifest, das abgelehnt wird.

# Eine Integration wird mit Fehlern angelegt, geändert oder importiert. $count: wie viele; $errors: die ersten davon, je eine Zeile.
integrations-manifest-refused =
    { $count ->
    [one] Die Integration hat einen Fehler:
   *[other] Die Integration hat { $count } Fehler:
}
    { $errors }
# Eine Zeile dieser Liste. $field: die Stelle im Manifest; $problem: der Satz.
integrations-field-error = `{ $field }`: { $problem }
# Eine importierte Datei ist zu groß. $limit: die Grenze in KiB.
integrations-manifest-too-large = Ein Manifest darf höchstens { $limit } KiB groß sein; entferne, was nicht dazugehört.
# Eine importierte Datei hat eine andere Zeichenkodierung oder ist gar kein Text.
integrations-manifest-not-utf8 = Diese Datei ist kein UTF-8-Text; speichere das Manifest als UTF-8.
# Eine importierte Datei verschachtelt Objekte oder Listen tiefer als 64.
integrations-manifest-too-deep = Diese Datei ist für ein Manifest zu tief verschachtelt; vergleiche sie mit dem Beispiel in der Dokumentation.
# Eine importierte Datei ist kein JSON. $line und $column: wo.
integrations-manifest-broken = Diese Datei ist kein gültiges JSON; sieh dir Zeile { $line }, Spalte { $column } an.
# Ein Feld eines Manifests enthält etwas anderes als ein Objekt.
integrations-expected-object = Hier muss ein Objekt in geschweiften Klammern stehen.
# Ein Feld eines Manifests enthält etwas anderes als eine Liste.
integrations-expected-list = Hier muss eine Liste in eckigen Klammern stehen.
# Ein Feld eines Manifests enthält etwas anderes als einen Text.
integrations-expected-text = Hier muss ein Text in Anführungszeichen stehen.
# Ein Feld eines Manifests enthält etwas anderes als eine ganze Zahl.
integrations-expected-number = Hier muss eine ganze Zahl ohne Anführungszeichen stehen.
# Ein Feld eines Manifests enthält etwas anderes als true oder false.
integrations-expected-boolean = Hier muss `true` oder `false` stehen, ohne Anführungszeichen.
# Das Format eines Platzhalters gibt es nicht.
integrations-expected-format = Das Format muss `text`, `markdown`, `timestamp` oder `number` sein.
# Einem Manifest fehlt ein Feld.
integrations-field-missing = Dieses Feld fehlt; ergänze es.
# Ein Manifest hat ein Feld zweimal.
integrations-field-twice = Dieses Feld kommt zweimal vor; entferne eines davon.
# Ein Manifest hat ein Feld ohne Bedeutung. $known: die Felder, die es gibt, dazwischen Backticks und Kommas.
integrations-field-unknown = Dieses Feld gibt es nicht; hier gibt es `{ $known }`.
# Das Feld frontdesk enthält eine andere Zahl als 1.
integrations-version = Diese Version des Formats gibt es nicht; schreib `1`.
# Ein Text ist zu lang. $limit: die Grenze in Zeichen.
integrations-too-long = Das ist länger als { $limit } Zeichen; kürze es.
# Es gibt zu viele Header, Geheimnisse oder Platzhalter. $limit: die Grenze.
integrations-too-many = Davon darf es höchstens { $limit } geben; entferne einige.
# Ein Text enthält Steuerzeichen.
integrations-control-characters = Das enthält unsichtbare Steuerzeichen; tippe es neu ein.
# Der Name einer Integration ist leer oder zu lang. $limit: die Grenze in Zeichen.
integrations-name-length = Der Name muss 1 bis { $limit } Zeichen haben.
# Der Name einer Integration enthält andere Zeichen.
integrations-name-characters = Der Name darf nur Buchstaben, Ziffern, Leerzeichen, `_` und `-` enthalten.
# Der Name einer Integration beginnt oder endet mit einem Leerzeichen.
integrations-name-spaces = Der Name darf nicht mit einem Leerzeichen beginnen oder enden.
# Eine Integration heißt wie etwas, das Vorlagen schon kennen. $slug: der Name in Kleinbuchstaben.
integrations-name-reserved = `{ $slug }` bedeutet in Vorlagen schon etwas; wähle einen anderen Namen.
# Der Name eines Geheimnisses oder Platzhalters enthält andere Zeichen oder ist leer oder zu lang.
integrations-word = Ein Name hat hier 1 bis 32 Zeichen: Kleinbuchstaben `a` bis `z`, Ziffern und `_`.
# Zwei Geheimnisse oder zwei Platzhalter heißen gleich.
integrations-twice = Dieser Name kommt zweimal vor; benenne einen davon um.
# Ein Geheimnis heißt wie ein eingebauter Platzhalter. $name: sein Name.
integrations-secret-reserved = `{ $name }` ist ein eingebauter Platzhalter; nenne das Geheimnis anders.
# cache_seconds ist zu groß. $limit: die Grenze.
integrations-cache-seconds = Antworten können höchstens { $limit } Sekunden aufbewahrt werden.
# Der Link zur Datenschutzerklärung ist keiner.
integrations-link = Das muss ein vollständiger Link ohne Leerzeichen sein, etwa https://example.com/datenschutz.
# Die Methode einer Anfrage ist weder GET noch POST.
integrations-method = Die Methode muss `GET` oder `POST` sein.

## Eine URL oder ein Header, die beim Speichern abgelehnt werden.

# Ein Logo liegt nicht an einer https:-Adresse.
integrations-url-https = Das Bild muss unter einer https://-Adresse liegen.
# Die URL einer Anfrage beginnt nicht mit http:// oder https:// oder beginnt mit einem Platzhalter.
integrations-url-scheme = Die URL muss mit https:// und einem festen Host beginnen, etwa https://api.example.com/lookup.
# Eine URL enthält ein Leerzeichen, einen Tabulator oder einen Zeilenumbruch.
integrations-url-spaces = Eine URL kann keine Leerzeichen oder Zeilenumbrüche enthalten; schreib ein Leerzeichen als `%20`.
# Ein Platzhalter steht in Schema, Host oder Port einer URL. $name: sein Name.
integrations-url-name-in-host = `%{ $name }%` steht in Schema, Host oder Port der URL; Platzhalter dürfen nur in Pfad und Query stehen.
# Ein Platzhalter steht hinter dem # einer URL. $name: sein Name.
integrations-url-name-in-fragment = `%{ $name }%` steht hinter dem `#` der URL, das nie gesendet wird; setze es in den Pfad oder die Query.
# Eine URL enthält ein % ohne Bedeutung.
integrations-url-percent = Die URL enthält ein `%`, mit dem weder ein Platzhalter noch eine Kodierung beginnt; schreib es als `%25`.
# Eine URL, ein Header oder ein Pfad benutzt einen Platzhalter, den es nicht gibt. $name: sein Name.
integrations-name-undeclared = `%{ $name }%` ist unbekannt; nimm `%user_id%`, `%guild_id%`, `%ticket_id%` oder den Namen eines der Geheimnisse der Integration.
# Eine unverschlüsselte Anfrage enthielte ein Geheimnis.
integrations-http-with-secret = Diese Anfrage enthält ein Geheimnis, und http:// sendet es für alle unterwegs lesbar; nimm https://.
# Die Validierungs-URL liegt auf einem anderen Host als die Anfrage. $origin: Schema, Host und Port der Anfrage.
integrations-validation-origin = Auch die Validierungs-URL muss unter { $origin } liegen, weil die Geheimnisse dorthin gesendet werden.
# Der Name eines Headers ist leer oder enthält Zeichen, die kein Header hat.
integrations-header-name-characters = Der Name eines Headers enthält nur Buchstaben, Ziffern und `-`, ohne Leerzeichen oder Doppelpunkt.
# Ein Header gehört zur Verbindung oder zu Frontdesk. $name: der Header.
integrations-header-forbidden = `{ $name }` kann nicht gesetzt werden, weil er zur Verbindung selbst gehört; entferne ihn.
# Zwei Header heißen gleich, vielleicht in anderer Schreibweise.
integrations-header-twice = Dieser Header kommt zweimal vor, denn Groß- und Kleinschreibung zählt nicht; entferne einen davon.
# Ein Header hat keinen Wert.
integrations-header-empty = Dieser Header hat keinen Wert; gib ihm einen oder entferne ihn.
# Der Wert eines Headers enthält einen Zeilenumbruch oder ein Zeichen außerhalb von ASCII.
integrations-header-characters = Der Wert eines Headers darf nur sichtbare ASCII-Zeichen und Leerzeichen enthalten; entferne Zeilenumbrüche und andere Zeichen.

## Ein Pfad, der beim Speichern abgelehnt wird.

# Ein Platzhalter hat keinen Pfad.
integrations-path-empty = Der Pfad ist leer; schreib die Schlüssel, die zum Wert führen, etwa `user.name`.
# Ein Pfad hat zwei Punkte hintereinander oder einen am Rand.
integrations-path-empty-step = Der Pfad hat einen Punkt zu viel; schreib ihn wie `user.name`.
# Ein Pfad beginnt mit $, ist aber kein JSONPath.
integrations-path-query = Das ist kein gültiger JSONPath; vergleiche ihn mit `$.players[?@.id=='%user_id%'].name`, wo Platzhalter nur in Anführungszeichen stehen.
# Ein JSONPath benutzt match() oder search() mit etwas anderem als einem kleinen regulären Ausdruck.
integrations-path-pattern = `match` und `search` brauchen einen einfachen regulären Ausdruck in Anführungszeichen, etwa `search(@.name, '^R')`.
# Ein JSONPath verschachtelt Klammern tiefer als 8.
integrations-path-nesting = Dieser JSONPath ist zu tief verschachtelt; nimm weniger Klammern.

## Eine Anfrage, die mit den Werten dieses Servers und Tickets nicht möglich ist.

# Ein Geheimnis der Anfrage ist nicht bekannt. $name: sein Name.
integrations-value-missing = Für `{ $name }` gibt es keinen Wert; gib die Geheimnisse der Integration neu ein.
# Ein Wert für eine URL enthält Steuerzeichen. $name: sein Name.
integrations-value-control = Der Wert von `{ $name }` enthält einen Zeilenumbruch oder ein anderes Steuerzeichen, darum wurde nichts gesendet; gib ihn neu ein.
# Ein Wert für einen Header enthält Zeichen, die dort nicht stehen können. $name: sein Name; $header: der Header.
integrations-value-header = Der Wert von `{ $name }` kann nicht im Header `{ $header }` stehen, darum wurde nichts gesendet; gib ihn ohne Zeilenumbrüche und Sonderzeichen neu ein.
# Durch einen Wert wird ein Teil des Pfades zu . oder .., was woandershin führen würde. $name: sein Name.
integrations-value-dots = Mit diesem Wert von `{ $name }` würde die URL zu einem anderen Pfad führen, darum wurde nichts gesendet; gib einen anderen Wert ein.
# Die fertige URL lässt sich nicht lesen.
integrations-url-invalid = Mit diesen Werten ist die URL nicht mehr gültig; prüfe sie.
# Die fertige URL würde zu einem anderen Host führen.
integrations-url-origin = Mit diesen Werten würde die URL zu einem anderen Host führen, darum wurde nichts gesendet; prüfe sie.
# Die fertige URL ist zu lang. $limit: die Grenze in Zeichen.
integrations-url-too-long = Mit diesen Werten ist die URL länger als { $limit } Zeichen; nimm kürzere Werte.
# Ein fertiger Header ist zu lang. $header: der Header; $limit: die Grenze in Zeichen.
integrations-header-too-long = Mit diesen Werten ist der Header `{ $header }` länger als { $limit } Zeichen; nimm kürzere Werte.

## Eine Antwort, die kein JSON-Objekt ist.

# Die Antwort ist JSON, aber eine Liste, ein Text oder eine Zahl.
integrations-answer-no-object = Die Antwort ist kein JSON-Objekt; antworte mit einem in geschweiften Klammern.
# Die Antwort hat keinen Inhalt.
integrations-answer-empty = Die Antwort ist leer und damit kein JSON-Objekt; antworte mit einem leeren Objekt in geschweiften Klammern, wenn nichts bekannt ist.
# Die Antwort ist kein JSON. $line und $column: wo sie aufhört, es zu sein.
integrations-answer-broken = Die Antwort ist kein JSON-Objekt: In Zeile { $line }, Spalte { $column } ist sie nicht lesbar.
# Die Antwort hat eine andere Zeichenkodierung.
integrations-answer-not-utf8 = Die Antwort ist kein JSON-Objekt: Sie ist kein UTF-8-Text.
# Die Antwort verschachtelt Objekte oder Listen tiefer als 64.
integrations-answer-too-deep = Die Antwort ist tiefer als 64 Ebenen verschachtelt; mach sie flacher.
# Eine gespeicherte Antwort ist zu groß. $limit: die Grenze in Bytes.
integrations-answer-too-large = Die Antwort ist größer als { $limit } Bytes; sende nur, was gebraucht wird.

## Warum ein Platzhalter seinen Ersatztext zeigt, im Protokoll eines Tests.

# Der Antwort fehlt ein Schlüssel. $key: der Schlüssel; $keys: die vorhandenen, in Backticks.
integrations-why-no-key-top = die Antwort hat keinen Schlüssel `{ $key }`; sie hat { $keys }
# Einem Objekt in der Antwort fehlt ein Schlüssel. $key: der Schlüssel; $parent: das Objekt; $keys: die vorhandenen, in Backticks.
integrations-why-no-key = kein Schlüssel `{ $key }` in `{ $parent }`; vorhanden: { $keys }
# Ein Objekt in der Antwort ist leer. $key: der Schlüssel; $parent: das Objekt.
integrations-why-no-key-empty = kein Schlüssel `{ $key }` in `{ $parent }`; es ist leer
# Die Antwort ist ein leeres Objekt.
integrations-why-nothing-known = die Antwort ist leer: Über diese Person ist nichts bekannt
# Ein Pfad geht mit einem Schlüssel weiter, wo die Antwort eine Liste hat. $parent: die Liste; $key: der Schlüssel.
integrations-why-list = `{ $parent }` ist eine Liste; schreib eine Zahl ab 0 statt `{ $key }`
# Eine Liste in der Antwort hat keinen solchen Eintrag. $parent: die Liste; $key: die Zahl; $count: wie viele sie hat.
integrations-why-list-short = `{ $parent }` hat keinen Eintrag `{ $key }`; es gibt { $count }, gezählt ab 0
# Ein Pfad geht weiter, wo die Antwort einen Text, eine Zahl oder null hat. $parent: der Wert; $key: der nächste Schlüssel.
integrations-why-no-object = `{ $parent }` ist kein Objekt und hat darum keinen Schlüssel `{ $key }`
# Der Wert ist null.
integrations-why-null = der Wert ist `null`
# Der Wert ist ein Objekt. $keys: seine Schlüssel, in Backticks.
integrations-why-object = der Wert ist ein Objekt; geh mit einem seiner Schlüssel weiter: { $keys }
# Der Wert ist ein leeres Objekt.
integrations-why-object-empty = der Wert ist ein leeres Objekt
# Der Wert ist eine leere Liste.
integrations-why-list-empty = der Wert ist eine leere Liste
# Der Wert ist eine Liste, die mehr als Texte und Zahlen enthält.
integrations-why-list-mixed = der Wert ist eine Liste aus mehr als Texten und Zahlen; geh mit einer Zahl ab 0 weiter
# Ein JSONPath findet nichts.
integrations-why-no-match = der JSONPath findet in der Antwort nichts
# Ein JSONPath würde in einer Antwort dieser Größe zu lange dauern.
integrations-why-too-much-work = die Antwort ist zu groß für einen JSONPath mit so vielen Filtern; nimm einen einfacheren
# Die API antwortet mit einem der Geheimnisse, die ihr gesendet wurden.
integrations-why-secret = die Antwort wiederholt ein Geheimnis, und das wird niemandem gezeigt
# Es gibt keine Antwort, die sich lesen lässt.
integrations-why-failed = es gibt keine brauchbare Antwort
# Vier Sekunden sind vergangen.
integrations-why-deadline = Die Antwort war nicht innerhalb von 4 Sekunden da; mach sie schneller.
# Der Besitzer einer privaten Integration verwaltet diesen Server nicht mehr.
integrations-why-owner = Der Besitzer der Integration hat hier nicht mehr das Recht Server verwalten, darum wurde sie nicht gefragt; gib es ihm zurück.
# Die Integration wurde geändert, seit ein Admin ihr zugestimmt hat.
integrations-why-paused = Die Integration wurde geändert und ruht; aktiviere sie erneut, um der Änderung zuzustimmen.
# Ein Manifest wird geprüft, ohne die Anfrage zu machen.
integrations-why-not-asked = es wurde nichts gefragt; ergänze --fetch oder --response

## Anlegen, ändern, aktivieren.

# Jemand legt eine Integration zu viel an. $limit: die Grenze.
integrations-limit-owned = Du besitzt schon { $limit } Integrationen; lösche zuerst eine.
# Ein Admin aktiviert eine Integration zu viel. $limit: die Grenze.
integrations-limit-active = Auf diesem Server sind schon { $limit } Integrationen aktiv; deaktiviere zuerst eine.
# Jemand gibt einer Integration den Namen einer anderen eigenen. $name: der Name.
integrations-name-taken = Du hast schon eine Integration namens { $name }; wähle einen anderen Namen.
# Eine Integration wäre neben einer anderen gleichen Namens aktiv. $name: der Name.
integrations-name-active = Auf demselben Server ist schon eine andere Integration namens { $name } aktiv; benenne eine um oder deaktiviere die andere.
# Jemand nennt eine Integration, die ihm nicht gehört. $name: die Eingabe.
integrations-not-found = Du hast keine Integration namens { $name }; mit /integration list siehst du deine.
# Eine Integration wurde inzwischen gelöscht oder gehört jemand anderem.
integrations-gone = Diese Integration gibt es nicht mehr, oder sie gehört dir nicht; mit /integration list siehst du deine.
# Eine Integration wird deaktiviert, die nicht aktiv ist.
integrations-not-active = Diese Integration ist auf diesem Server nicht aktiv; mit /integration list siehst du die aktiven.
# Eine Integration wird im selben Augenblick von mehreren geändert.
integrations-busy = Jemand anderes ändert diese Integration gerade; versuch es noch einmal.
# Ein Admin bestätigt eine Aktivierung, aber die Integration wurde geändert, seit die Karte gezeigt wurde.
integrations-changed = Die Integration wurde geändert, seit du sie gesehen hast; nutze noch einmal /integration activate.
# Ein Geheimnis bleibt leer. $name: sein Name.
integrations-secret-missing = `{ $name }` ist leer; gib einen Wert ein.
# Ein Geheimnis ist zu lang. $name: sein Name; $limit: die Grenze in Zeichen.
integrations-secret-too-long = `{ $name }` ist länger als { $limit } Zeichen; prüfe, was du eingefügt hast.
# Ein Geheimnis enthält einen Zeilenumbruch oder ein anderes Steuerzeichen. $name: sein Name.
integrations-secret-characters = `{ $name }` enthält einen Zeilenumbruch oder ein anderes Steuerzeichen; füge es ohne ein.
# Die API des Autors lehnt die Geheimnisse ab. $host: ihr Host; $error: ihre eigenen Worte.
integrations-validation-refused = `{ $host }` hat diese Werte nicht angenommen: { $error }
# Die API des Autors konnte nicht gefragt werden, ob die Geheimnisse stimmen. $host: ihr Host; $reason: warum.
integrations-validation-failed = `{ $host }` konnte diese Werte nicht prüfen, darum wurde nichts gespeichert. { $reason }

## `frontdesk integration check`

# Eine auf der Kommandozeile genannte Datei ist nicht lesbar. $file: die Datei; $reason: was das System sagt.
integrations-file-unreadable = { $file } ist nicht lesbar: { $reason }
# Das Manifest hält alle Regeln ein. $name: die Integration.
integrations-check-valid = { $name }: Das Manifest ist gültig.
# Die Antwort enthält mehr, als die Platzhalter benutzen. $keys: die Schlüssel.
integrations-check-unused = Kein Platzhalter benutzt: { $keys }
# --fetch und --response sind zusammen angegeben.
integrations-check-fetch-or-response = Nimm --fetch oder --response, nicht beides.
# --secret ist ohne Gleichheitszeichen angegeben.
integrations-check-secret-form = Schreib jedes Geheimnis als --secret NAME=WERT.
# --secret nennt ein Geheimnis, das es im Manifest nicht gibt. $name: sein Name.
integrations-check-secret-unknown = Das Manifest enthält kein Geheimnis `{ $name }`; prüfe den Namen.
