# /open in Discord's list of commands.
command-open = Öffne ein Ticket
# /open, option panel.
command-open-panel = Worum es geht; ohne Angabe das übliche
# /open, option subject.
command-open-subject = Ein paar Worte für alle, die antworten
# /close in Discord's list of commands.
command-close = Schließe das Ticket dieses Kanals
# /close, option reason.
command-close-reason = Warum; wer es geöffnet hat, erfährt es
