# Refusal: a command for staff, used by somebody who is not staff of this ticket.
tickets-staff-only = Das kann nur das Team dieses Tickets.
# Refusal: the ticket was changed by somebody else at the same moment.
tickets-changed-meanwhile = Jemand anderes war schneller. Sieh dir das Ticket an und versuche es noch einmal, wenn es noch nötig ist.
# Refusal: claiming a ticket that one has claimed already.
tickets-claimed-by-yourself = Du hast dieses Ticket schon übernommen.
# Refusal: claiming or handing over a ticket that somebody has.
tickets-claimed-by-other = { $claimer } hat dieses Ticket übernommen. Mit `/transfer` lässt sich das ändern.
# Refusal: giving back or handing on what somebody else has claimed.
tickets-not-your-claim = { $claimer } hat dieses Ticket übernommen. Das können nur sie selbst ändern, oder wer den Server verwaltet.
# Refusal: giving back a ticket that nobody has.
tickets-not-claimed = Niemand hat dieses Ticket übernommen.
# Answer to /claim and the button Claim.
tickets-claimed = Du hast dieses Ticket übernommen.
# Answer to /unclaim and the button Unclaim.
tickets-unclaimed = Dieses Ticket ist wieder frei.
# Answer to /transfer.
tickets-transferred = Dieses Ticket gehört jetzt { $to }.
# To everybody in the ticket, after /claim.
tickets-shown-claimed = { $staff } kümmert sich jetzt um dieses Ticket.
# To everybody in the ticket, after /unclaim.
tickets-shown-unclaimed = { $staff } hat dieses Ticket zurückgegeben; jemand anderes wird sich darum kümmern.
# To everybody in the ticket, after /transfer.
tickets-shown-transferred = { $staff } hat dieses Ticket an { $to } übergeben.
# Refusal: /transfer to somebody who does not answer this ticket.
tickets-transfer-not-staff = { $member } gehört nicht zum Team dieses Tickets. Wähle jemanden, der es beantwortet.
# Refusal: the user who was named is not in the server.
tickets-no-member = Dieser Nutzer ist kein Mitglied dieses Servers.
# Refusal: /add or /remove with both options, or with none.
tickets-user-or-role = Nenne entweder einen Nutzer oder eine Rolle.
# Refusal: /add with the role of everybody.
tickets-add-everyone = Das würde das Ticket dem ganzen Server zeigen. Wähle eine andere Rolle.
# Refusal: /add of somebody who is in the ticket.
tickets-added-already = { $member } ist schon in diesem Ticket.
# Refusal: /remove of opener, staff role or bot.
tickets-remove-fixed = Wer das Ticket geöffnet hat, die Rolle, die es beantwortet, und dieser Bot bleiben darin.
# Refusal: /remove of somebody who was not added.
tickets-not-added = { $member } wurde diesem Ticket nicht hinzugefügt, also gibt es nichts zu entfernen.
# Answer to /add.
tickets-added = { $member } ist jetzt in diesem Ticket.
# Answer to /remove.
tickets-removed = { $member } ist nicht mehr in diesem Ticket.
# To everybody in the ticket, after /add.
tickets-shown-added = { $staff } hat { $member } hinzugefügt.
# To everybody in the ticket, after /remove.
tickets-shown-removed = { $staff } hat { $member } entfernt.
# The server's audit log, for a change of a ticket's permissions.
tickets-audit-access = Ticket { $number }: Wer es sehen darf, hat sich geändert
# Button on the welcome message, for staff.
tickets-button-claim = Übernehmen
# Button on the welcome message of a claimed ticket, for staff.
tickets-button-unclaim = Zurückgeben
# /settings view: what claim_mode is for.
settings-purpose-claim-mode = Wer in einem übernommenen Ticket schreiben darf; read_only: die anderen lesen nur; claimer_only: sie sehen es nicht.
# Refusal: a value of a setting that takes one of a few words.
settings-not-a-choice = `{ $setting }` ist eines von { $words }.
# Answer to /rename.
tickets-renamed = Der Kanal heißt jetzt **{ $name }**.
# Answer to /topic.
tickets-topic-changed = Das Thema ist geändert.
# Answer to /rename and /topic when Discord wants a pause; the time is a relative one.
tickets-appearance-later = Discord erlaubt zwei Änderungen von Name oder Thema eines Kanals in zehn Minuten. Deine ist notiert und erscheint { $time }.
# Refusal: /rename with a name that has no letters.
tickets-name-empty = Von diesem Namen bleibt nichts übrig. Verwende Buchstaben oder Ziffern.
# Refusal: Discord forbids the name.
tickets-name-forbidden = Discord nimmt diesen Namen nicht an. Wähle einen anderen.
