# The name of a ticket's channel, for %claimed% when a staff member has taken the ticket.
render-claimed = claimed
# The name of a ticket's channel, for %claimed% while nobody has taken the ticket.
render-unclaimed = unclaimed
