# Im Namen eines Ticketkanals, für %claimed%, wenn jemand vom Team das Ticket übernommen hat.
render-claimed = übernommen
# Im Namen eines Ticketkanals, für %claimed%, solange niemand das Ticket übernommen hat.
render-unclaimed = offen
