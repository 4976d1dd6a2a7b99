# Refusal: a command for staff, used by somebody who is not staff of this ticket.
tickets-staff-only = Only staff of this ticket can do that.
# Refusal: the ticket was changed by somebody else at the same moment.
tickets-changed-meanwhile = Somebody else was faster. Look at the ticket, then try again if it is still needed.
# Refusal: claiming a ticket that one has claimed already.
tickets-claimed-by-yourself = You have claimed this ticket already.
# Refusal: claiming or handing over a ticket that somebody has.
tickets-claimed-by-other = { $claimer } has claimed this ticket. To change that, use `/transfer`.
# Refusal: giving back or handing on what somebody else has claimed.
tickets-not-your-claim = { $claimer } has claimed this ticket. Only they, or somebody who manages the server, can change that.
# Refusal: giving back a ticket that nobody has.
tickets-not-claimed = Nobody has claimed this ticket.
# Answer to /claim and the button Claim.
tickets-claimed = You have claimed this ticket.
# Answer to /unclaim and the button Unclaim.
tickets-unclaimed = This ticket is free again.
# Answer to /transfer.
tickets-transferred = This ticket is now { $to }'s.
# To everybody in the ticket, after /claim.
tickets-shown-claimed = { $staff } takes care of this ticket now.
# To everybody in the ticket, after /unclaim.
tickets-shown-unclaimed = { $staff } has given this ticket back; somebody else will take care of it.
# To everybody in the ticket, after /transfer.
tickets-shown-transferred = { $staff } has handed this ticket to { $to }.
# Refusal: /transfer to somebody who does not answer this ticket.
tickets-transfer-not-staff = { $member } is not staff of this ticket. Choose somebody who answers it.
# Refusal: the user who was named is not in the server.
tickets-no-member = That user is not a member of this server.
# Refusal: /add or /remove with both options, or with none.
tickets-user-or-role = Name either a user or a role.
# Refusal: /add with the role of everybody.
tickets-add-everyone = That would show the ticket to the whole server. Choose another role.
# Refusal: /add of somebody who is in the ticket.
tickets-added-already = { $member } is in this ticket already.
# Refusal: /remove of opener, staff role or bot.
tickets-remove-fixed = The member who opened the ticket, the role that answers it, and this bot stay in it.
# Refusal: /remove of somebody who was not added.
tickets-not-added = { $member } was not added to this ticket, so there is nothing to remove.
# Answer to /add.
tickets-added = { $member } is in this ticket now.
# Answer to /remove.
tickets-removed = { $member } is out of this ticket.
# To everybody in the ticket, after /add.
tickets-shown-added = { $staff } has added { $member }.
# To everybody in the ticket, after /remove.
tickets-shown-removed = { $staff } has removed { $member }.
# The server's audit log, for a change of a ticket's permissions.
tickets-audit-access = Ticket { $number }: who may see it has changed
# Button on the welcome message, for staff.
tickets-button-claim = Claim
# Button on the welcome message of a claimed ticket, for staff.
tickets-button-unclaim = Unclaim
# /settings view: what claim_mode is for.
settings-purpose-claim-mode = Who may write in a claimed ticket; read_only: the others only read; claimer_only: they do not see it.
# Refusal: a value of a setting that takes one of a few words.
settings-not-a-choice = `{ $setting }` is one of { $words }.
# Answer to /rename.
tickets-renamed = The channel is called **{ $name }** now.
# Answer to /topic.
tickets-topic-changed = The topic is changed.
# Answer to /rename and /topic when Discord wants a pause; the time is a relative one.
tickets-appearance-later = Discord allows two changes of a channel's name or topic in ten minutes. Yours is noted and shows { $time }.
# Refusal: /rename with a name that has no letters.
tickets-name-empty = Nothing is left of that name. Use letters or digits.
# Refusal: Discord forbids the name.
tickets-name-forbidden = Discord does not take that name. Choose another one.
