# Refusal: a press on the button of a panel that an admin has turned off, or /open where all panels are off.
tickets-panel-disabled = Dieses Panel nimmt gerade keine Tickets an. Ein Server-Admin kann es mit `/panel enable` einschalten.
# Refusal: a press on the button of a panel that was deleted; its message is still there.
tickets-panel-deleted = Dieses Panel gibt es nicht mehr. Nimm ein anderes oder frag einen Server-Admin.
# Refusal: /open with a panel that the server does not have.
tickets-no-such-panel = Hier gibt es kein Panel namens „{ $title }“. Wähle eines aus der Liste, die Discord anbietet.
# Refusal: the member has as many open tickets as the server allows; with a link to one of them.
tickets-limit-reached = Du hast hier { $count ->
        [one] ein offenes Ticket
       *[other] { $count } offene Tickets
    }, mehr sind nicht erlaubt. Mach in { $channel } weiter oder schließe es zuerst.
# Refusal: the same, while none of those tickets has a channel yet.
tickets-limit-reached-without-channel = Du hast hier { $count ->
        [one] ein offenes Ticket
       *[other] { $count } offene Tickets
    }, mehr sind nicht erlaubt. Warte, bis es da ist, oder schließe es zuerst.
# Refusal: Discord's limit of 500 channels per server.
tickets-server-full = Dieser Server hat so viele Kanäle, wie Discord erlaubt; darum lässt sich kein Ticket öffnen. Ein Server-Admin muss welche löschen.
# Refusal: somebody deleted the new channel before the welcome message was there.
tickets-channel-deleted-while-opening = Der Kanal deines Tickets wurde beim Öffnen gelöscht. Versuch es noch einmal.
# Answer: the ticket is open.
tickets-opened = Dein Ticket ist offen: { $channel }
# Topic of a ticket's channel; the reference is a mark that the bot finds it by.
tickets-topic = Ticket { $number } von { $opener } · { $reference }
# The server's audit log, for the creation of a ticket's channel.
tickets-audit-opened = Ticket { $number } geöffnet von { $opener }
# The server's audit log, for the deletion of a ticket's channel; a reason may follow after a colon.
tickets-audit-closed = Ticket { $number } geschlossen
# The welcome message of a panel that has none of its own, and of a ticket without a panel. %user% is a placeholder.
tickets-welcome = Hallo %user%, danke, dass du dich meldest. Schreib uns, worum es geht; es antwortet dir bald jemand.
# Name of the field in the welcome message that shows what the member typed after /open.
tickets-subject = Betreff
# Button on the welcome message; asks for confirmation.
tickets-button-close = Schließen
# Button on the welcome message; asks for the reason.
tickets-button-close-with-reason = Mit Grund schließen
# Refusal: a command that works in a ticket's channel was used elsewhere.
tickets-not-a-ticket = Dieser Kanal ist kein Ticket. Benutze den Befehl im Kanal des Tickets.
# Refusal: a close button whose ticket is not known.
tickets-not-found = Dieses Ticket ist nicht mehr bekannt. Falls sein Kanal noch da ist, kann ein Server-Admin ihn löschen.
# Refusal: closing while the ticket is being opened.
tickets-still-opening = Dieses Ticket wird noch geöffnet. Versuch es gleich noch einmal.
# Refusal: closing a ticket that somebody closes already.
tickets-already-closing = Dieses Ticket wird schon geschlossen.
# Refusal: the opener wants to close, where the server lets only staff.
tickets-staff-close = Auf diesem Server schließt das Team die Tickets. Schreib hier, dass du fertig bist.
# Refusal: closing by somebody who is neither opener nor staff.
tickets-not-yours-to-close = Nur wer dieses Ticket geöffnet hat und das Team können es schließen.
# Question after a press on Close, with the buttons Confirm and Cancel.
tickets-close-question = Ticket { $number } schließen? Sein Kanal wird gelöscht.
# Title of the dialog after a press on Close With Reason; at most 45 characters.
tickets-close-title = Dieses Ticket schließen
# Label of the dialog's field; at most 45 characters.
tickets-close-reason = Grund
# Answer: the decision to close is stored; the channel goes in a moment.
tickets-closing = Ticket { $number } wird geschlossen.
# Reason of a ticket that was closed because somebody deleted its channel by hand.
tickets-channel-deleted = Der Kanal wurde gelöscht.
# Title of the direct message to the opener of a closed ticket.
tickets-closed-title = Ticket geschlossen
# The direct message to the opener of a closed ticket.
tickets-closed = Dein Ticket { $number } auf **{ $server }** wurde geschlossen.
# Name of the field that says who closed the ticket.
tickets-closed-by = Geschlossen von
# Name of the field that says why the ticket was closed.
tickets-closed-reason = Grund
