# Seen by an admin who deactivates Bloxlink where it is active by the operator's key.
builtin-lent = Bloxlink is active here because the operator of this bot lends its key to every server, so it cannot be deactivated. Leave its placeholders out of your messages and nothing is asked, or use `/integration activate` to enter a key of your own.
