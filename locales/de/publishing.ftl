# Why a value is missing: the author took a public integration back.
integrations-why-withdrawn = Die Integration wurde aus dem Katalog genommen und wird hier nicht mehr gefragt; entferne sie mit /integration deactivate.
# /integration publish of one that waits already. $name.
integrations-publish-waiting = { $name } wartet schon auf den Betreiber dieses Bots; /integration view zeigt den Stand.
# /integration publish of one that is in the catalogue as it is. $name.
integrations-publish-public = { $name } steht schon so im Katalog, wie es jetzt ist.
# /integration unpublish of one that is neither in the catalogue nor waiting. $name.
integrations-unpublish-private = { $name } steht nicht im Katalog und wartet nicht darauf, also gibt es nichts zurückzunehmen.
# An integration would be in the catalogue beside another one of its name. $name.
integrations-name-public = Im Katalog steht schon eine andere Integration namens { $name }; wähl mit /integration edit einen anderen Namen.
# A user activates or views an integration that they do not own and that is not in the catalogue. $name: what they typed.
integrations-not-available = Es gibt keine Integration namens { $name }, weder unter deinen noch im Katalog; /integration list zeigt sie.
# An operator answers to a version that is not there any more.
integrations-approve-changed = Die Integration wurde geändert oder zurückgenommen, seit du sie gesehen hast; sieh sie dir mit /operator integrations pending noch einmal an.
# An operator approves one whose name belongs to another integration where it is active. $name.
integrations-approve-name-active = { $name } kann nicht freigegeben werden: Auf einem Server, der sie benutzt, ist eine andere Integration dieses Namens aktiv. Lehn sie ab und bitte um einen anderen Namen.
# An operator names an integration that neither waits nor is in the catalogue, or it is gone by now.
integrations-submission-gone = Diese Integration wartet nicht mehr; /operator integrations pending zeigt, was wartet.
# An operator names an integration that neither waits nor is in the catalogue. $name: what they typed.
integrations-submission-not-found = Keine Integration namens { $name } wartet oder steht im Katalog; /operator integrations pending zeigt, was wartet.
# An operator names one of two that wait under the same name.
integrations-submission-ambiguous = Zwei Integrationen dieses Namens warten; wähl eine aus den Vorschlägen, die sie unterscheiden.
# An operator's reason is too long. $limit.
integrations-reason-too-long = Der Grund darf höchstens { $limit } Zeichen haben; kürze ihn.

# What has changed: who is asked. $before, $now: origins.
integrations-change-origin = Sie fragte `{ $before }` und fragt jetzt `{ $now }`.
# What has changed: the method. $before, $now.
integrations-change-method = Sie sendete `{ $before }` und sendet jetzt `{ $now }`.
# What has changed: headers that are new. $names.
integrations-change-headers-added = Neue Header: { $names }.
# What has changed: headers that are gone. $names.
integrations-change-headers-removed = Weggefallene Header: { $names }.
# What has changed: what stands in a header, which its author alone sees.
integrations-change-header-values = Was in einem Header gesendet wird, hat sich geändert.
# What has changed: secrets that are new. $names.
integrations-change-secrets-added = Neue Geheimnisse: { $names }.
# What has changed: secrets that are gone. $names.
integrations-change-secrets-removed = Geheimnisse, nach denen nicht mehr gefragt wird: { $names }.
# What has changed: secrets that are parameters now, or the reverse. $names.
integrations-change-secrets-kind = Geheimnisse, die Admins jetzt sehen oder nicht mehr sehen: { $names }.
# What has changed is not known: it was activated before that was kept.
integrations-change-unknown = Etwas, das gesendet wird, oder an wen, hat sich geändert.

# /integration publish asks first. $name.
publishing-question = **{ $name }** veröffentlichen? Der Betreiber dieses Bots sieht dann alles darin, auch die Werte der Header. Nach der Freigabe kann jeder Server sie benutzen; andere sehen Namen, Beschreibung, Host und die Namen der Header.
# After /integration publish was confirmed. $name.
publishing-queued = **{ $name }** wartet auf den Betreiber dieses Bots. Du erfährst es per Direktnachricht; `/integration view` zeigt den Stand.
# /integration unpublish asks first. $name; $servers: how many use it.
publishing-unpublish-question = **{ $name }** aus dem Katalog nehmen? { $servers ->
    [0] Kein Server benutzt sie.
    [one] Ein Server benutzt sie; wenn es nicht deiner ist, hört sie dort auf.
   *[other] { $servers } Server benutzen sie; außer wo du sie selbst aktiviert hast, hört sie dort auf.
}
# After /integration unpublish was confirmed. $name.
publishing-withdrawn = **{ $name }** ist wieder privat: Nur du kannst sie aktivieren, und wo andere es getan haben, hat sie aufgehört.
# After /integration unpublish of one that was not approved yet. $name.
publishing-unqueued = **{ $name }** wartet nicht mehr auf den Betreiber.
# Above the card after a change of an integration that is in the catalogue.
publishing-changed = Gespeichert. Server arbeiten mit der freigegebenen Fassung weiter, bis der Betreiber diese freigegeben hat.

# The card of an integration: over how it stands with the catalogue.
publishing-card-state = Katalog
# The card, to its owner: it waits for its first approval.
publishing-state-waiting = Wartet auf den Betreiber dieses Bots.
# The card, to its owner: it is in the catalogue. $servers: how many use it.
publishing-state-public = Öffentlich, vom Betreiber freigegeben. { $servers ->
    [0] Kein Server benutzt sie.
    [one] Ein Server benutzt sie.
   *[other] { $servers } Server benutzen sie.
}
# The card, to its owner: a changed version waits while the approved one runs. $servers: how many use it.
publishing-state-public-waiting = Öffentlich. Diese Fassung wartet auf den Betreiber; Server benutzen die freigegebene. { $servers ->
    [0] Kein Server benutzt sie.
    [one] Ein Server benutzt sie.
   *[other] { $servers } Server benutzen sie.
}
# The card, to its owner: the operator said no. $reason.
publishing-state-rejected = Der Betreiber hat sie abgelehnt: { $reason }
# Instead of a reason that an operator did not give.
publishing-no-reason = kein Grund genannt.
# The card, to others: any admin may activate it.
publishing-state-catalogue = Öffentlich, vom Betreiber dieses Bots freigegeben.
# The card of an integration: in this server, after its author took it back.
publishing-card-withdrawn = Beendet: Sie wurde aus dem Katalog genommen. `/integration deactivate` entfernt sie und die hier eingegebenen Geheimnisse.
# A line of /integration list. $name; $host.
publishing-list-withdrawn-line = ⛔ **{ $name }** ({ $host }): aus dem Katalog genommen

# /integration list scope:public, the heading.
publishing-catalogue = Öffentliche Integrationen
# /integration list scope:public with a search, the heading. $search: what was searched for.
publishing-catalogue-search = Öffentliche Integrationen mit „{ $search }“
# /integration list scope:public, when there are none.
publishing-catalogue-empty = Noch ist keine veröffentlicht. `/integration publish` bietet eine von deinen an.
# /integration list scope:public with a search that finds nothing.
publishing-catalogue-nothing = Nichts gefunden. Namen und Beschreibungen wurden durchsucht.
# /integration list scope:public, under the entries.
publishing-catalogue-hint = `/integration activate` zeigt, was an wen gesendet wird, bevor etwas gesendet wird.
# An entry of the catalogue: it is active in this server.
publishing-entry-active = hier aktiv
# An entry of the catalogue: it is active in this server but paused.
publishing-entry-paused = hier pausiert
# An entry of the catalogue: approved.
publishing-entry-approved = freigegeben
# An entry of the catalogue, to its owner. $servers: how many use it.
publishing-entry-own = deine, { $servers ->
    [one] auf einem Server
   *[other] auf { $servers } Servern
}
# A button under the catalogue: opens the search.
publishing-button-search = Suchen
# A button under a search: shows everything again.
publishing-button-all = Alle zeigen
# The dialog of the search, its title.
publishing-search-title = Im Katalog suchen
# The dialog of the search, the field.
publishing-search-label = Teil eines Namens oder einer Beschreibung

# A button where something is paused: shows what has changed.
publishing-button-review = Ansehen
# A button where something is paused, with its name. $name.
publishing-button-review-named = { $name } ansehen
# The card of an activation: over what has changed since an admin agreed.
publishing-review-changes = Was sich geändert hat
# A button under that card: opens the dialog for the secrets.
publishing-button-enter = Geheimnisse eingeben
# Under that card, instead of the usual footer: what was entered before is used.
publishing-review-footer = Davon wurde noch nichts gesendet. Bestätigen fährt mit den Geheimnissen fort, die schon eingegeben sind.
# Under that card, where a secret is missing.
publishing-review-footer-secrets = Davon wurde noch nichts gesendet. Sie fragt nach einem Geheimnis, das hier noch nicht eingegeben ist.
# Review was pressed where nothing is to be agreed to any more.
publishing-review-nothing = Seit ein Admin zugestimmt hat, hat sich nichts geändert; die Integration ist aktiv.
# The card of an activation: the values are sent to be judged. $host.
publishing-validates = Wenn du bestätigst, werden die Geheimnisse einmal an { $host } gesendet; von dort kommt, ob sie stimmen.
# The card of an activation: a private integration's condition.
publishing-card-private = Sie läuft nur, solange ihr Besitzer hier „Server verwalten“ hat.

# To an integration's owner by direct message. $name.
publishing-dm-approved = Deine Integration **{ $name }** ist freigegeben: Jeder Server kann sie jetzt benutzen.
# To an integration's owner by direct message. $name; $reason.
publishing-dm-rejected = Deine Integration **{ $name }** wurde vom Betreiber abgelehnt: { $reason }
    Was vorher freigegeben war, läuft weiter. Ändere sie und veröffentliche sie noch einmal.
# To an integration's owner by direct message. $name; $reason.
publishing-dm-taken-down = Deine Integration **{ $name }** wurde vom Betreiber aus dem Katalog genommen: { $reason }
    Du selbst kannst sie weiter benutzen.

# A command for operators, from somebody who is none.
operator-only = Das dürfen nur die Betreiber dieses Bots.
# Anything in a server that an operator blocked.
operator-guild-blocked = Der Betreiber dieses Bots hat diesen Server gesperrt, deshalb geht hier nichts. Frag den Betreiber, wenn du das für einen Irrtum hältst.
# /operator integrations pending, the heading.
operator-pending = Wartende Integrationen
# /operator integrations pending, when nothing waits.
operator-pending-empty = Nichts wartet.
# A line of /operator integrations pending: a first version. $name; $host; $owner; $since: a time.
operator-pending-new-line = 🆕 **{ $name }** ({ $host }) von { $owner }, { $since }
# A line of /operator integrations pending: a new version of one in the catalogue. $name; $host; $owner; $since: a time.
operator-pending-change-line = ✏️ **{ $name }** ({ $host }) von { $owner }, neue Fassung, { $since }
# A line of /operator integrations pending: its owner was erased. $name; $host.
operator-pending-removal-line = 🗑️ **{ $name }** ({ $host }): Besitzer gelöscht, zu entfernen
# /operator integrations pending: the menu that shows one.
operator-pending-select = Genau zeigen, was laufen würde
# An operator's card: over the owner.
operator-card-owner = Besitzer
# An operator's card: over how it stands.
operator-card-state = Stand
# An operator's card: a first version. $version.
operator-state-new = Fassung { $version } wartet auf ihre erste Freigabe.
# An operator's card: a new version. $version; $approved: the version that runs; $servers.
operator-state-change = Fassung { $version } wartet; Fassung { $approved } läuft auf { $servers ->
    [one] einem Server
   *[other] { $servers } Servern
}.
# An operator's card: nothing waits. $version; $servers.
operator-state-public = Fassung { $version } steht im Katalog und läuft auf { $servers ->
    [one] einem Server
   *[other] { $servers } Servern
}.
# An operator's card: the owner is gone. $servers.
operator-state-orphaned = Ihr Besitzer wurde gelöscht; sie läuft auf { $servers ->
    [one] einem Server
   *[other] { $servers } Servern
}. Entferne sie, wenn sie dort entbehrlich ist.
# An operator's card: over what differs from the version that runs, as far as servers must agree to it.
operator-card-changes = Server müssen neu zustimmen, denn
# An operator's card: over the whole as it would run.
operator-card-manifest = Das vollständige Manifest hängt an.
# A button under an operator's card.
operator-button-approve = Freigeben
# A button under an operator's card.
operator-button-reject = Ablehnen
# A button under an operator's card: out of the catalogue.
operator-button-take-down = Herausnehmen
# The dialog after Reject and Take down, its title. $name.
operator-reason-title = Warum nicht { $name }?
# The dialog after Reject and Take down, the field.
operator-reason-label = Grund
# After an approval. $name; $version.
operator-approved = **{ $name }** ist freigegeben: Fassung { $version }, wie sie hier steht, läuft ab jetzt.
# /operator integrations approve, when it was changed since the operator saw it. $name.
operator-approve-look-again = **{ $name }** wurde geändert, nachdem du sie angesehen hast, also wurde nichts freigegeben. So ist sie jetzt:
# /operator integrations approve of one that does not wait. $name.
operator-approve-not-waiting = **{ $name }** wartet nicht auf eine Freigabe.
# After a rejection. $name.
operator-rejected = **{ $name }** ist abgelehnt.
# After one was taken from the catalogue. $name.
operator-taken-down = **{ $name }** steht nicht mehr im Katalog.
# After one without an owner was deleted. $name.
operator-removed = **{ $name }** ist gelöscht.
# After one of these: the owner reads it by direct message.
operator-owner-told = Der Besitzer wurde benachrichtigt.
# After one of these: the owner takes no direct messages.
operator-owner-not-told = Der Besitzer nimmt keine Direktnachrichten an, sieht es aber in `/integration view`.
# /operator integrations reject of one in the catalogue asks first. $name; $servers.
operator-take-down-question = **{ $name }** aus dem Katalog nehmen? Sie hört auf { $servers ->
    [0] keinem Server auf, weil keiner sie benutzt
    [one] einem Server auf
   *[other] { $servers } Servern auf
}, außer wo ihr Besitzer sie aktiviert hat.
# The same of one whose owner was erased. $name; $servers.
operator-remove-question = **{ $name }** löschen, deren Besitzer gelöscht wurde? { $servers ->
    [0] Kein Server benutzt sie.
    [one] Ein Server verliert ihre Werte und seine Geheimnisse.
   *[other] { $servers } Server verlieren ihre Werte und ihre Geheimnisse.
}
# /operator guild with something that is no id.
operator-guild-invalid = Das ist keine Server-ID; wähl einen Server aus den Vorschlägen oder gib die Zahl an, die Discord mit „Server-ID kopieren“ kopiert.
# /operator guild block asks first. $guild: name or id.
operator-guild-block-question = { $guild } sperren? Der Bot verweigert dort alles, bis du ihn entsperrst; gelöscht wird nichts.
# After /operator guild block. $guild.
operator-guild-block-done = { $guild } ist gesperrt.
# /operator guild block of one that is. $guild.
operator-guild-block-already = { $guild } ist schon gesperrt.
# After /operator guild unblock. $guild.
operator-guild-unblock-done = { $guild } ist nicht mehr gesperrt.
# /operator guild unblock of one that is not. $guild.
operator-guild-unblock-not = { $guild } ist nicht gesperrt.
# /operator stats, the heading.
operator-stats = Dieser Bot
# /operator stats. $connected: servers of this process; $panels: servers with a panel; $blocked.
operator-stats-guilds = Server: { $connected } mit diesem Prozess verbunden, { $panels } mit einem Panel, { $blocked } gesperrt
# /operator stats. $open; $all.
operator-stats-tickets = Tickets: { $open } offen, { $all } insgesamt
# /operator stats. $count.
operator-stats-panels = Panels: { $count }
# /operator stats. $all; $public; $waiting; $active: how often one is active somewhere.
operator-stats-integrations = Integrationen: { $all }, davon { $public } öffentlich; { $waiting } warten; { $active }-mal aktiv
# /help: over the commands of those who run the bot.
help-operators = Für die Betreiber dieses Bots
# Confirm was pressed too late, twice, after a restart, or by another operator.
operator-expired = Es gibt nichts mehr zu bestätigen. Ruf den Befehl noch einmal auf.
# In the log channel of a server, after an approval that changes what it agreed to. $name.
publishing-paused = **{ $name }** pausiert hier: Was sie sendet, oder an wen, hat sich geändert. Der Betreiber dieses Bots hat das freigegeben; auch ein Admin dieses Servers muss zustimmen.
# Direct message to the operators: somebody wants a new integration in the catalogue. $name, $host, $owner.
operator-waiting-new = 🆕 **{ $name }** ({ $host }) von { $owner } wartet auf deine Freigabe.
# Direct message to the operators: somebody changed an integration of the catalogue. $name, $host, $owner.
operator-waiting-change = ✏️ **{ $name }** ({ $host }) von { $owner } wurde geändert; die neue Version wartet auf deine Freigabe. Bis dahin läuft die freigegebene.
# Direct message to the operators: the owner of a public integration was erased. $name, $host.
operator-waiting-removal = 🗑️ Wem **{ $name }** ({ $host }) gehörte, wurde gelöscht; die Integration wartet darauf, dass du sie entfernst.
# The button under those messages.
operator-waiting-button = Genau das zeigen, was laufen würde
