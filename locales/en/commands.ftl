# /open in Discord's list of commands.
command-open = Open a ticket
# /open, option panel.
command-open-panel = What it is about; left out, the usual one
# /open, option subject.
command-open-subject = A few words for whoever answers
# /close in Discord's list of commands.
command-close = Close the ticket of this channel
# /close, option reason.
command-close-reason = Why; the member who opened it is told
