### Warum eine Anfrage an eine Adresse, die jemand gewählt hat, abgelehnt wurde oder fehlschlug.

## Regeln: Es wurde nichts gesendet.

# Eine URL ist länger als 2 048 Zeichen.
egress-refused-url-too-long = Die URL ist länger als 2.048 Zeichen; kürze sie.
# Eine URL lässt sich nicht lesen.
egress-refused-url-invalid = Das ist keine vollständige URL; schreib sie wie https://api.example.com/lookup.
# Das Schema einer URL ist weder http noch https.
egress-refused-url-scheme = Nur URLs mit http:// oder https:// können abgefragt werden; nimm eine davon.
# Vor dem Host einer URL stehen Benutzername oder Passwort.
egress-refused-url-credentials = Die URL enthält Benutzername oder Passwort; sende sie stattdessen in einem Header.
# Der Port einer URL steht nicht auf der Liste des Betreibers. $ports: die Liste.
egress-refused-url-port = Der Port der URL ist hier nicht erlaubt; nimm einen von { $ports }.
# Der Host einer URL kann kein DNS-Name sein.
egress-refused-host-invalid = Der Host der URL ist kein gültiger Hostname; prüfe die Schreibweise.
# Der Host einer URL ist ein Name, den es nur in einem lokalen Netz gibt, etwa localhost oder drucker.local.
egress-refused-host-local = Der Host der URL ist ein lokaler oder reservierter Name; nimm einen Hostnamen, der im öffentlichen Internet funktioniert.
# Der Host einer URL gehört Discord.
egress-refused-host-discord = Integrationen können keine Anfragen an Discord senden; nimm eine eigene API.
# Der Host einer URL oder die Adresse dahinter gehört diesem Bot.
egress-refused-own = Die URL führt zu diesem Bot zurück; nimm eine API auf einem anderen Host.
# Eine Adresse steht auf der Sperrliste des Betreibers.
egress-refused-denied = Der Betreiber dieses Bots erlaubt keine Anfragen an diesen Host; frag ihn oder nimm einen anderen.
# Eine Adresse in der URL oder hinter ihrem Host ist privat, reserviert oder sonst nicht im Internet.
egress-refused-address = Der Host der URL hat keine öffentliche Internetadresse; nimm einen Server, den alle erreichen können.

## Fehlschläge.

# Der Wert eines Headers enthält einen Zeilenumbruch oder ein anderes Steuerzeichen. $name: der Header.
egress-header = Der Header { $name } kann nicht gesendet werden; entferne Zeilenumbrüche und Sonderzeichen aus seinem Wert.
# Der Name eines Headers ist nicht erlaubt.
egress-header-name = Einer der Header kann nicht gesendet werden; prüfe die Namen der Header.
# Alle Plätze für Anfragen waren belegt, bis die Zeit um war.
egress-busy = Es liefen zu viele Anfragen gleichzeitig; versuch es gleich noch einmal.
# Die Höchstzahl an Anfragen an dieses Ziel ließ rechtzeitig keinen Platz.
egress-rate-limited = Dieser Host wird gerade zu oft abgefragt; versuch es gleich noch einmal.
# Das Ziel ist fünfmal in Folge ausgefallen. $seconds: wie lange es noch in Ruhe gelassen wird.
egress-resting = Dieser Host ist mehrmals in Folge ausgefallen und wird noch { $seconds ->
    [one] 1 Sekunde
   *[other] { $seconds } Sekunden
} in Ruhe gelassen; prüfe, ob er funktioniert, und versuch es dann noch einmal.
# Den Namen des Hosts gibt es im DNS nicht, oder er hat keine Adresse.
egress-name-not-found = Den Hostnamen der URL gibt es nicht; prüfe seine Schreibweise und seine DNS-Einträge.
# Die DNS-Server des Hostnamens haben nicht geantwortet.
egress-name-failed = Der Hostname der URL konnte nicht aufgelöst werden; prüfe, ob seine DNS-Server antworten.
# Dort nimmt niemand Verbindungen an.
egress-unreachable = Der Host nimmt auf dem Port der URL keine Verbindungen an; prüfe, ob der Server läuft.
# Keine Verbindung innerhalb von zwei Sekunden.
egress-connect-timeout = Der Host hat innerhalb von 2 Sekunden keine Verbindung angenommen; prüfe, ob der Server aus dem Internet erreichbar ist.
# Das Zertifikat ist abgelaufen.
egress-tls-expired = Das TLS-Zertifikat des Hosts ist abgelaufen; erneuere es.
# Die Gültigkeit des Zertifikats beginnt erst später.
egress-tls-not-yet-valid = Das TLS-Zertifikat des Hosts ist noch nicht gültig; prüfe seine Daten.
# Das Zertifikat nennt andere Hosts.
egress-tls-wrong-name = Das TLS-Zertifikat des Hosts gilt für einen anderen Namen; besorg eines für den Host der URL.
# Das Zertifikat ist selbst signiert, oder seine Kette ist unvollständig oder führt zu einer unbekannten Wurzel.
egress-tls-untrusted = Das TLS-Zertifikat des Hosts stammt von keiner vertrauenswürdigen Stelle; besorg eines, das Browser annehmen, und sende die ganze Kette.
# Das Zertifikat ist widerrufen, beschädigt oder nicht für Server gedacht.
egress-tls-bad-certificate = Das TLS-Zertifikat des Hosts taugt nicht für einen Server; ersetze es.
# Dort gibt es kein TLS oder nur veraltete Versionen.
egress-tls-handshake = Es kam keine sichere Verbindung zustande; prüfe, ob der Port TLS 1.2 oder neuer spricht.
# Die Antwort war nicht vollständig, als die Zeit um war.
egress-deadline = Der Host hat nicht rechtzeitig vollständig geantwortet; mach die Antwort schneller.
# Die Antwort endete zu früh oder ist kein HTTP.
egress-broken = Die Antwort des Hosts brach ab oder ist kein gültiges HTTP; prüfe den Server.
# Mehr als 100 Header oder mehr als 16 KiB davon.
egress-headers-too-large = Die Antwort hat mehr als 100 Header oder 16 KiB davon; sende weniger.
# Die Antwort ist auf eine Weise komprimiert, die sich nicht rückgängig machen lässt.
egress-encoding = Die Komprimierung der Antwort ist unbekannt oder beschädigt; sende sie unkomprimiert oder mit gzip.
# Die Antwort ist zu groß. $limit: die Grenze in Bytes.
egress-too-large = Die Antwort ist größer als { $limit } Bytes; sende nur, was gebraucht wird.
# Die Antwort ist eine Weiterleitung. $origin: Schema, Host und Port ihres Ziels.
egress-redirect = Der Host leitet zu { $origin } weiter, und Weiterleitungen wird nicht gefolgt; trag die endgültige Adresse in die URL ein.
# Die Antwort ist eine Weiterleitung zu etwas, das keine Webadresse ist.
egress-redirect-elsewhere = Der Host leitet zu etwas weiter, das keine Webadresse ist; trag die endgültige Adresse in die URL ein.
# Der Status der Antwort ist nicht 2xx. $status: der Status.
egress-status = Der Host hat mit HTTP-Status { $status } statt 200 geantwortet; prüfe die URL, die Header und den Server.

## `frontdesk egress explain`

# Die Regeln lassen eine URL durch.
egress-explain-allowed = Keine Regel lehnt diese Anfrage ab.
# Eine Zeile der Eingabe lässt sich nicht lesen.
egress-explain-input = Diese Zeile ist kein Objekt mit "url" und einer Liste von IP-Adressen "addresses"; schreib ein solches Objekt pro Zeile.
