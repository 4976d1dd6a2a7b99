# Refusal: a press on the button of a panel that an admin has turned off, or /open where all panels are off.
tickets-panel-disabled = This panel does not take tickets at the moment. Ask a server admin to turn it on with `/panel enable`.
# Refusal: a press on the button of a panel that was deleted; its message is still there.
tickets-panel-deleted = This panel no longer exists. Use another one, or ask a server admin.
# Refusal: /open with a panel that the server does not have.
tickets-no-such-panel = There is no panel called “{ $title }” here. Choose one from the list that Discord offers.
# Refusal: the member has as many open tickets as the server allows; with a link to one of them.
tickets-limit-reached = You have { $count ->
        [one] one open ticket
       *[other] { $count } open tickets
    } here, and that is the limit. Go on in { $channel }, or close it first.
# Refusal: the same, while none of those tickets has a channel yet.
tickets-limit-reached-without-channel = You have { $count ->
        [one] one open ticket
       *[other] { $count } open tickets
    } here, and that is the limit. Wait until it is there, or close it first.
# Refusal: Discord's limit of 500 channels per server.
tickets-server-full = This server has as many channels as Discord allows, so no ticket can be opened. A server admin has to delete some.
# Refusal: somebody deleted the new channel before the welcome message was there.
tickets-channel-deleted-while-opening = Your ticket's channel was deleted while it was being opened. Try again.
# Answer: the ticket is open.
tickets-opened = Your ticket is open: { $channel }
# Topic of a ticket's channel; the reference is a mark that the bot finds it by.
tickets-topic = Ticket { $number } of { $opener } · { $reference }
# The server's audit log, for the creation of a ticket's channel.
tickets-audit-opened = Ticket { $number } opened by { $opener }
# The server's audit log, for the deletion of a ticket's channel; a reason may follow after a colon.
tickets-audit-closed = Ticket { $number } closed
# The welcome message of a panel that has none of its own, and of a ticket without a panel. %user% is a placeholder.
tickets-welcome = Hello %user%, thank you for getting in touch. Tell us what this is about; somebody will answer soon.
# Name of the field in the welcome message that shows what the member typed after /open.
tickets-subject = Subject
# Button on the welcome message; asks for confirmation.
tickets-button-close = Close
# Button on the welcome message; asks for the reason.
tickets-button-close-with-reason = Close With Reason
# Refusal: a command that works in a ticket's channel was used elsewhere.
tickets-not-a-ticket = This channel is no ticket. Use the command in the ticket's channel.
# Refusal: a close button whose ticket is not known.
tickets-not-found = This ticket is not known any more. If its channel is still there, a server admin can delete it.
# Refusal: closing while the ticket is being opened.
tickets-still-opening = This ticket is still being opened. Try again in a moment.
# Refusal: closing a ticket that somebody closes already.
tickets-already-closing = This ticket is being closed already.
# Refusal: the opener wants to close, where the server lets only staff.
tickets-staff-close = In this server staff close the tickets. Write here that you are done.
# Refusal: closing by somebody who is neither opener nor staff.
tickets-not-yours-to-close = Only the member who opened this ticket and staff can close it.
# Question after a press on Close, with the buttons Confirm and Cancel.
tickets-close-question = Close ticket { $number }? Its channel will be deleted.
# Title of the dialog after a press on Close With Reason; at most 45 characters.
tickets-close-title = Close this ticket
# Label of the dialog's field; at most 45 characters.
tickets-close-reason = Reason
# Answer: the decision to close is stored; the channel goes in a moment.
tickets-closing = Ticket { $number } is being closed.
# Reason of a ticket that was closed because somebody deleted its channel by hand.
tickets-channel-deleted = The channel was deleted.
# Title of the direct message to the opener of a closed ticket.
tickets-closed-title = Ticket closed
# The direct message to the opener of a closed ticket.
tickets-closed = Your ticket { $number } in **{ $server }** was closed.
# Name of the field that says who closed the ticket.
tickets-closed-by = Closed by
# Name of the field that says why the ticket was closed.
tickets-closed-reason = Reason
